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
 * What an outbox does to files that a full or broken disk can refuse; tests make it fail. Not with file channels, which
 * close themselves under a thread that is interrupted: a user's thread may be.
 */
public class Disk {
    /** The reason for a message. The message of an exception about a file is often only the name of the file. */
    public static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Writes all bytes where the file stands. */
    void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
        file.write(bytes, 0, length);
    }

    /** Returns when the file outlives a power cut. */
    void force(RandomAccessFile file) throws IOException {
        file.getFD().sync();
    }

    /** Returns when the names in a folder outlive a power cut, where the platform can force folders. */
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
            return true; // Windows cannot open a folder, and needs no force
        }
        try (channel) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    /** Gives a file a second name, which must not be there. */
    public void link(Path name, Path file) throws IOException {
        Files.createLink(name, file);
    }

    /** Deletes a file if it is there. */
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Makes a folder and those above it, where they are not there, so that they outlive a power cut. */
    public void createFolders(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (!Files.isDirectory(absolute) && parent != null) {
            createFolders(parent);
            Files.createDirectories(absolute);
            forceFolder(parent);
        }
    }

    /** A small file that is there as a whole or not at all, whatever was there before. One writer at a time. */
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
