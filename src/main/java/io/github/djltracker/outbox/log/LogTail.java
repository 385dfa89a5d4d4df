package io.github.djltracker.outbox.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file at the end of a log, which grows line by line. It only contains complete lines that are forced to disk: what
 * a failed write left is cut off, immediately or before the next line. Not thread-safe.
 */
public final class LogTail {
    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

    private final Path path;
    private final Path folder;
    private final Disk disk;
    private @Nullable RandomAccessFile file;
    private long good;
    private boolean isTorn;

    /** The end of a file with this number of bytes of complete lines; the file is created if it does not exist. */
    public LogTail(Path folder, Segment segment, long good, Disk disk) {
        this.folder = folder;
        this.path = segment.file();
        this.good = good;
        this.disk = disk;
    }

    /** Number of bytes in complete lines. */
    public long bytes() {
        return good;
    }

    public void append(byte[] line) throws IOException {
        RandomAccessFile to = open();
        if (isTorn) {
            to.setLength(good);
        }
        isTorn = true;
        try {
            to.seek(good);
            disk.write(to, line, line.length);
            disk.force(to);
            isTorn = false;
        } catch (IOException e) {
            cut(to, e);
            throw e;
        }
        good += line.length;
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            open = new RandomAccessFile(path.toFile(), "rw");
            isTorn = open.length() > good;
            if (good == 0) {
                forceFolder(open);
            }
            file = open;
        }
        return open;
    }

    /** Forces the name of the file, which may be new, to disk. */
    private void forceFolder(RandomAccessFile open) throws IOException {
        try {
            disk.forceFolder(folder);
        } catch (IOException e) {
            open.close();
            throw e;
        }
    }

    private void cut(RandomAccessFile to, IOException reason) {
        try {
            to.setLength(good);
            isTorn = false;
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Closes the file; the next line opens it again. */
    public void close() throws IOException {
        RandomAccessFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }

    public void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            LOG.debug("{} cannot be closed", path, e);
        }
    }
}
