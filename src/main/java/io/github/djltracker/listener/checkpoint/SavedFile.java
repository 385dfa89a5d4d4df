package io.github.djltracker.listener.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was saved in the run.
 *
 * @param step the last step before it was saved
 * @param epoch number of epochs completed before it was saved
 * @param state its state when it was detected; null if it was gone by then
 */
record SavedFile(
        Path path,
        long step,
        @Nullable Integer epoch,
        @Nullable FileState state) {
    SavedFile in(@Nullable FileState other) {
        return new SavedFile(path, step, epoch, other);
    }

    /** Whether both are observations of the same save, the first of them while the file was still being written. */
    boolean isOfSameSave(SavedFile other) {
        return step == other.step && path.equals(other.path);
    }
}
