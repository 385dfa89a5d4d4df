package io.github.djltracker.outbox.folder;

import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.outbox.log.Space;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes a run's folder, in an order that tolerates a crash at any point. */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private Removal() {}

    /** Deletes the files of a folder that the caller has locked. Returns their size in bytes. */
    static long files(Path folder, Disk disk) throws IOException {
        long bytes = Space.bytes(folder);
        // oldest first: a crash leaves the end of the log, with its acknowledged position still on disk
        for (Segment segment : Segment.list(folder)) {
            disk.delete(segment.file());
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.endsWith(RunFolder.LOCK)) {
                    disk.delete(file);
                }
            }
        }
        disk.delete(folder.resolve(RunFolder.LOCK));
        return bytes;
    }

    /** Deletes the empty folder, which is no longer locked. */
    static void folder(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} is in use again, and is not deleted: the process that uses it will delete it", folder);
        }
    }
}
