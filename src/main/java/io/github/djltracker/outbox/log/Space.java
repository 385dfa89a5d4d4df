package io.github.djltracker.outbox.log;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The size of all files of an outbox: counted from time to time, and updated in between with what this process writes
 * and deletes. Thread-safe.
 */
public final class Space {
    private final Path directory;
    private final long maxBytes;
    private final AtomicLong change = new AtomicLong();
    private volatile long counted;

    public Space(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    public void add(long bytes) {
        change.addAndGet(bytes);
    }

    public long used() {
        return Math.max(0, counted + change.get());
    }

    public long maxBytes() {
        return maxBytes;
    }

    /** The number of bytes above the limit if this many more were written; 0 or less if there is space. */
    public long over(long more) {
        return used() + more - maxBytes;
    }

    /** Counts the files again, because other processes write here too. */
    public void count() throws IOException {
        long before = change.get();
        long bytes = bytes(directory);
        // bytes written meanwhile may count twice until the next count
        counted = bytes - before;
    }

    public static long bytes(Path directory) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // deleted meanwhile
            }
        });
        return bytes[0];
    }
}
