package io.github.djltracker.listener.checkpoint;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file to its end once no process writes to it any more, and again where it has changed meanwhile. Confined to the
 * watch's thread.
 *
 * @param goOn whether there is still time; asked again and again, so that it may also look at other things
 * @param pause waits for {@link CheckpointThread#SETTLE}, or less if there is no time
 */
record FileReading(SavedFiles files, CheckpointRecords records, BooleanSupplier goOn, Runnable pause) {
    /** How often a file is read that changes while it is read. */
    private static final int MAX_TRIES = 20;

    /**
     * What came of it.
     *
     * @param file as it was when it was read
     * @param hash of its content, null if it was not read to its end
     */
    record Read(SavedFile file, @Nullable String hash) {}

    Read read(SavedFile file) {
        SavedFile read = file;
        String hash = null;
        for (int tries = 0; tries < MAX_TRIES && hash == null; tries++) {
            FileState state = settle(read);
            if (state == null || !goOn.getAsBoolean()) {
                break;
            }
            boolean isSame = state.equals(read.state());
            if (!isSame && !files.isStill(read)) {
                break;
            }
            read = read.in(state);
            hash = records.hash(read, goOn);
        }
        return new Read(read, hash);
    }

    /** How a file stands once no process writes to it any more; null if it is gone. */
    private @Nullable FileState settle(SavedFile file) {
        FileState state = FileState.of(file.path());
        while (state != null && goOn.getAsBoolean()) {
            long age = System.currentTimeMillis() - state.modified();
            if (age >= CheckpointThread.SETTLE.toMillis()) {
                return state;
            }
            pause.run();
            // the clock of a file server may be ahead: what counts is that the time stays the same
            FileState now = FileState.of(file.path());
            if (state.equals(now) && age < 0) {
                return state;
            }
            state = now;
        }
        return state;
    }
}
