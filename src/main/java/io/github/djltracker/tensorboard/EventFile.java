package io.github.djltracker.tensorboard;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event file of one run. The events of an entry are always the same and end with a marker, so the file itself
 * shows its progress, and an entry that a killed process left incomplete is completed by the next one. Not
 * thread-safe.
 */
final class EventFile {
    private final Path path;
    private final long startMillis;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    /** Size of the complete records, in bytes. */
    private long length;
    /** Sequence number of the last complete entry; -1 if there is none. */
    private long entry = -1;
    /** Number of events that the file already has of the entry after it. */
    private int begun;

    private long lastStep = -1;
    private boolean hasHparams;
    private boolean isEnded;
    private @Nullable String hash;

    private EventFile(Path path, long startMillis) {
        this.path = path;
        this.startMillis = startMillis;
    }

    /**
     * Opens a file, which the first write creates if it does not exist.
     *
     * @param startMillis time of its first event
     */
    static EventFile open(Path path, long startMillis) throws IOException {
        EventFile file = new EventFile(path, startMillis);
        try (EventReader reader = EventReader.open(path)) {
            file.read(reader);
        } catch (NoSuchFileException e) {
            // nothing was written yet
        }
        return file;
    }

    private void read(EventReader reader) throws IOException {
        boolean isHparams = false;
        for (Message event = reader.next(); event != null; event = reader.next()) {
            Marker marker = Marker.of(event);
            if (marker != null) {
                entry = marker.entry();
                begun = 0;
                hasHparams |= isHparams;
                hash = marker.entry() == 0 ? marker.rest() : hash;
                isEnded = marker.rest().equals(Marker.END);
            } else if (!event.has(Events.FILE_VERSION)) {
                begun++;
                lastStep = Math.max(lastStep, event.integer(Events.STEP));
                isHparams |= Scalars.isHparams(event);
            }
        }
        if (reader.damage() != null) {
            throw new IOException(path + " cannot be continued: " + reader.damage());
        }
        length = reader.position();
    }

    long entry() {
        return entry;
    }

    /** The highest step of the events that the file had when it was opened; -1 if it had none. */
    long lastStep() {
        return lastStep;
    }

    /** Whether the file contains the end of the run. */
    boolean isEnded() {
        return isEnded;
    }

    /** Whether the run's settings were written with a complete entry. */
    boolean hasHparams() {
        return hasHparams;
    }

    /** The text after the number in the marker of entry 0; empty if there is none. */
    String hash() {
        return hash == null ? "" : hash;
    }

    /**
     * Adds the events of an entry that are missing, and their marker.
     *
     * @param rest the text after the number in the marker
     */
    void add(long sequence, List<byte[]> events, String rest, boolean isHparams) {
        if (sequence <= entry) {
            return;
        }
        if (length == 0 && waiting.size() == 0) {
            waiting.writeBytes(Framing.framed(Events.fileVersion(startMillis)));
        }
        for (byte[] event : events.subList(Math.min(begun, events.size()), events.size())) {
            waiting.writeBytes(Framing.framed(event));
        }
        waiting.writeBytes(Framing.framed(Events.marker(startMillis, new Marker(sequence, rest).text())));
        entry = sequence;
        begun = 0;
        hasHparams |= isHparams;
        isEnded = rest.equals(Marker.END);
        if (sequence == 0) {
            hash = rest;
        }
    }

    /**
     * Creates the file with entry 0 atomically: the points of another file up to a step, then the given events. Does
     * nothing if the file already has the entry.
     */
    void begin(Path source, long lastStep, List<byte[]> events, String rest) throws IOException {
        if (entry >= 0) {
            return;
        }
        Files.createDirectories(path.getParent());
        // a name that TensorBoard does not read
        Path unfinished =
                path.resolveSibling("." + SafeNames.hash(path.getFileName().toString()) + ".unfinished");
        try (EventReader reader = EventReader.open(source);
                FileOutputStream file = new FileOutputStream(unfinished.toFile());
                BufferedOutputStream out = new BufferedOutputStream(file, 1 << 16)) {
            out.write(Framing.framed(Events.fileVersion(startMillis)));
            for (Message event = reader.next(); event != null; event = reader.next()) {
                if (event.integer(Events.STEP) <= lastStep && Scalars.isPoint(event)) {
                    out.write(Framing.framed(reader.record()));
                }
            }
            for (byte[] event : events) {
                out.write(Framing.framed(event));
            }
            out.write(Framing.framed(Events.marker(startMillis, new Marker(0, rest).text())));
            out.flush();
            file.getFD().sync();
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        entry = 0;
        begun = 0;
        hash = rest;
        length = Files.size(path);
    }

    /**
     * Writes the added events, and forces them to disk. An incomplete event at the end of the file is removed first.
     */
    void write() throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        Files.createDirectories(path.getParent());
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() > length) {
                channel.truncate(length);
            }
            ByteBuffer bytes = ByteBuffer.wrap(waiting.toByteArray());
            for (long at = length; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
        }
        length += waiting.size();
        waiting.reset();
    }
}
