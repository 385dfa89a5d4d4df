package io.github.djltracker.listener.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The size and modification time of a file, which change when it is written.
 *
 * @param modified milliseconds since 1970
 */
record FileState(long bytes, long modified) {
    /** Null if there is no regular file. */
    static @Nullable FileState of(Path file, LinkOption... options) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, options);
            return now.isRegularFile()
                    ? new FileState(now.size(), now.lastModifiedTime().toMillis())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
