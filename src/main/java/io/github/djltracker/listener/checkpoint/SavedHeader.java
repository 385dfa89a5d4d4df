package io.github.djltracker.listener.checkpoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a DJL {@code .params} file: the properties that the model had when it was saved. The listener sets
 * the properties that are named here at every batch.
 */
public record SavedHeader(Map<String, String> properties) {
    public static final String RUN = "djl-tracker.run";
    public static final String STEP = "djl-tracker.step";
    public static final String EPOCH = "djl-tracker.epoch";

    /** The bytes {@code DJL@}. */
    private static final int MAGIC = 0x444a4c40;

    // limits on what is read and kept of a file of another kind
    private static final int MAX_INPUTS = 1_000;
    private static final int MAX_DIMENSIONS = 64;
    private static final int MAX_PROPERTIES = 10_000;

    /**
     * Reads a header, which usually has a few hundred bytes.
     *
     * @return null if the file is of another kind, or its header is incomplete
     * @throws IOException if it cannot be read
     */
    static @Nullable SavedHeader read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                return null;
            }
            in.readInt(); // version
            in.readUTF(); // name of the model
            in.readUTF(); // type of the data
            int inputs = count(in, MAX_INPUTS);
            for (int i = 0; i < inputs; i++) {
                in.readUTF();
                in.skipNBytes((long) Long.BYTES * count(in, MAX_DIMENSIONS));
                in.skipNBytes((long) Character.BYTES * count(in, MAX_DIMENSIONS));
            }
            Map<String, String> properties = new HashMap<>();
            int size = count(in, MAX_PROPERTIES);
            for (int i = 0; i < size; i++) {
                properties.put(in.readUTF(), in.readUTF());
            }
            return new SavedHeader(properties);
        } catch (EOFException | UTFDataFormatException e) {
            return null;
        }
    }

    private static int count(DataInputStream in, int max) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > max) {
            throw new EOFException();
        }
        return count;
    }

    /** The step at which this run saved the file; null if another run did, or the step is missing. */
    @Nullable
    Long stepOf(String run) {
        return run.equals(properties.get(RUN)) ? number(STEP) : null;
    }

    /** Epochs completed when this was saved. */
    @Nullable
    Integer epoch() {
        Long epoch = number(EPOCH);
        return epoch == null || epoch > Integer.MAX_VALUE ? null : Math.toIntExact(epoch);
    }

    private @Nullable Long number(String key) {
        try {
            String text = properties.get(key);
            Long number = text == null ? null : Long.valueOf(text);
            return number == null || number < 0 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
