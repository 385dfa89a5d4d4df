package io.github.djltracker.outbox.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that does not force data to the device, and fails as the test says. Thread-safe by its own monitor. */
public final class FaultyDisk extends Disk {
    private static final long UNLIMITED = Long.MAX_VALUE;

    private long room = UNLIMITED;
    private int forces;
    private int small;
    private int deletes;

    /** Sets how many more bytes can be written. */
    public synchronized void room(long bytes) {
        room = bytes;
    }

    /** Fails the next {@code count} forces to disk. */
    public synchronized void failForces(int count) {
        forces = count;
    }

    /** Fails the next {@code count} writes of small files. */
    public synchronized void failSmallFiles(int count) {
        small = count;
    }

    /** Fails the next {@code count} deletions of files. */
    public synchronized void failDeletes(int count) {
        deletes = count;
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        if (deletes > 0) {
            deletes--;
            throw new IOException("Device or resource busy");
        }
        if (room != UNLIMITED && Files.exists(file)) {
            room += Files.size(file);
        }
        super.delete(file);
    }

    @Override
    synchronized void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
        int some = (int) Math.min(room, length);
        super.write(file, bytes, some);
        if (room != UNLIMITED) {
            room -= some;
        }
        if (some < length) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    synchronized void force(RandomAccessFile file) throws IOException {
        if (forces > 0) {
            forces--;
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void forceFolder(Path folder) {}

    @Override
    public void replace(Path folder, String name, byte[] content, boolean isForced) throws IOException {
        synchronized (this) {
            if (small > 0) {
                small--;
                throw new IOException("No space left on device");
            }
        }
        super.replace(folder, name, content, false);
    }
}
