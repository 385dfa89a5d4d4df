package io.github.djltracker.outbox.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a run's folder: an exclusive lock on a file in it, which the system releases when the process
 * ends.
 *
 * <p>Two pitfalls of such locks shape this class. On POSIX, a process loses its lock on a file as soon as it closes any
 * channel on that file. Within a JVM, a locked file is therefore never opened again, and a channel that meets the lock
 * of another class loader stays open. Also, the last owner may have deleted the file between opening and locking it. A
 * lock therefore only counts if the file is still the one that was opened. Thread-safe.
 */
final class RunLock implements AutoCloseable {
    private static final Object MONITOR = new Object();
    /** Files locked by this class; guarded by MONITOR. */
    private static final Set<Path> HELD = new HashSet<>();
    /** Open files that another class loader in this JVM has locked; guarded by MONITOR. */
    private static final Map<Path, Opened> OVERLAPPING = new HashMap<>();

    private final Path file;
    private final FileChannel channel;

    /** Distinguishes a file from another one with the same name. */
    private record Identity(@Nullable Object key, FileTime created) {
        static Identity of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Identity(attributes.fileKey(), attributes.creationTime());
        }
    }

    private record Opened(FileChannel channel, Identity identity) {
        static Opened of(Path file) throws IOException {
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // the usual case
            }
            // before opening: if the file is deleted and created again afterwards, the check after locking notices
            Identity identity = Identity.of(file);
            return new Opened(FileChannel.open(file, StandardOpenOption.WRITE), identity);
        }
    }

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a file, and creates it if its folder exists.
     *
     * @return null if it is locked, or its folder does not exist
     */
    static @Nullable RunLock tryAcquire(Path lockFile) throws IOException {
        Path file = lockFile.toAbsolutePath().normalize();
        synchronized (MONITOR) {
            if (HELD.contains(file)) {
                return null;
            }
            try {
                Opened overlapping = OVERLAPPING.remove(file);
                return tryLock(file, overlapping == null ? Opened.of(file) : overlapping);
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }

    private static @Nullable RunLock tryLock(Path file, Opened opened) throws IOException {
        boolean isKept = false;
        try {
            FileLock lock = opened.channel().tryLock();
            if (lock == null || !Identity.of(file).equals(opened.identity())) {
                return null;
            }
            isKept = true;
            HELD.add(file);
            return new RunLock(file, opened.channel());
        } catch (OverlappingFileLockException e) {
            isKept = true;
            OVERLAPPING.put(file, opened);
            return null;
        } finally {
            if (!isKept) {
                opened.channel().close();
            }
        }
    }

    /** Releases the lock. A second call does nothing. */
    @Override
    public void close() throws IOException {
        synchronized (MONITOR) {
            if (channel.isOpen()) {
                try {
                    channel.close();
                } finally {
                    HELD.remove(file);
                }
            }
        }
    }
}
