package io.github.djltracker.outbox.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file operations of an outbox that can fail on a full or broken disk; tests make them fail. Files are not written
 * through channels, because a channel is closed when its thread is interrupted, as a user's thread may be.
 */
public class Disk {
    /** The reason for a message. The message of an exception about a file is often only the name of the file. */
    public static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Writes this number of bytes at the file's current position. */
    void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
        file.write(bytes, 0, length);
    }

    /** Forces a file to disk, so that it survives a power failure. */
    void force(RandomAccessFile file) throws IOException {
        file.getFD().sync();
    }

    /** Forces the names in a folder to disk, if the platform can force folders. */
    public void forceFolder(Path folder) throws IOException {
        boolean isInterrupted = false;
        try {
            while (!isForced(folder)) {
                isInterrupted |= Thread.interrupted();
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isForced(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return true; // Windows cannot open a folder, and does not need this
        }
        try (channel) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    /** Gives a file a second name, which must not exist yet. */
    public void link(Path name, Path file) throws IOException {
        Files.createLink(name, file);
    }

    /** Deletes a file if it exists. */
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Creates a folder and its missing parents, and forces them to disk. */
    public void createFolders(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (!Files.isDirectory(absolute) && parent != null) {
            createFolders(parent);
            Files.createDirectories(absolute);
            forceFolder(parent);
        }
    }

    /** Writes or replaces a small file atomically. One writer at a time. */
    public void replace(Path folder, String name, byte[] content, boolean isForced) throws IOException {
        Path fresh = folder.resolve(name + ".new");
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(content);
            if (isForced) {
                out.getFD().sync();
            }
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        if (isForced) {
            forceFolder(folder);
        }
    }
}
