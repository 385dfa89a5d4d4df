package io.github.djltracker.listener.checkpoint;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file to its end once no process writes to it any more, and again if it has changed meanwhile. Confined to
 * the checkpoint thread.
 *
 * @param goOn whether there is still time; called often, so that it can do other work too
 * @param pause waits for {@link CheckpointThread#SETTLE}, or less if there is no time
 */
record FileReading(SavedFiles files, CheckpointRecords records, BooleanSupplier goOn, Runnable pause) {
    /** How often a file is read if it keeps changing. */
    private static final int MAX_TRIES = 20;

    /**
     * The result.
     *
     * @param file in the state in which it was read
     * @param hash of its content; null if it was not read completely
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

    /** Waits until no process writes to a file any more, and returns its state; null if it is gone. */
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
