package io.github.djltracker.outbox;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.outbox.delivery.Runs;
import io.github.djltracker.outbox.folder.DeadLetterExpiry;
import io.github.djltracker.outbox.folder.DeadLetters;
import io.github.djltracker.outbox.folder.DestinationFile;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Extent;
import io.github.djltracker.outbox.log.LogReader;
import io.github.djltracker.outbox.log.Recovery;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.outbox.log.Space;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the files of an outbox once and counts their contents. Takes no lock, and ignores files that are deleted in the
 * meantime.
 */
final class Survey {
    private static final int MAX_DAMAGE = 100;

    private final Path directory;
    private final boolean isThorough;
    private final Acknowledged known;
    private final List<String> damage = new ArrayList<>();
    private long runs;
    private long entries;
    private long bytes;
    private long runsSetAside;
    private long entriesSetAside;

    /** Knows the acknowledged position of a run more precisely than the disk. */
    interface Acknowledged {
        long of(UUID run, long noted);
    }

    Survey(Path directory, boolean isThorough) {
        this(directory, isThorough, (run, noted) -> noted);
    }

    Survey(Path directory, boolean isThorough, Acknowledged known) {
        this.directory = directory;
        this.isThorough = isThorough;
        this.known = known;
    }

    OutboxStatus take() {
        String destination = "";
        long used = 0;
        long deadLettersDeleted = 0;
        try {
            if (Files.isDirectory(directory)) {
                destination = DestinationFile.read(directory);
                for (Path folder : Runs.folders(directory)) {
                    run(folder);
                }
                entriesSetAside += DeadLetters.count(directory);
                deadLettersDeleted = DeadLetterExpiry.count(directory);
                used = Space.bytes(directory);
            }
        } catch (IOException e) {
            throw new UnavailableException(
                    "the outbox " + directory.toAbsolutePath() + " cannot be read (" + Disk.reason(e) + ")", e);
        }
        return new OutboxStatus(
                destination,
                runs,
                entries,
                bytes,
                runsSetAside,
                entriesSetAside,
                deadLettersDeleted,
                used,
                0,
                null,
                null,
                damage);
    }

    private void run(Path folder) throws IOException {
        UUID run = UUID.fromString(folder.getFileName().toString());
        try {
            Extent extent = Recovery.of(folder).extent();
            if (isThorough) {
                for (Segment segment : extent.segments()) {
                    check(run, segment, extent.limit(segment));
                }
            }
            long from = Math.max(known.of(run, RunFolder.acknowledged(folder)), extent.first());
            if (RunFolder.isSetAside(folder)) {
                runsSetAside++;
                entriesSetAside += Math.max(0, extent.next() - from);
            } else if (from < extent.next()) {
                runs++;
                entries += extent.next() - from;
                bytes += bytes(extent, from);
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            // delivered meanwhile
        }
    }

    private static long bytes(Extent extent, long from) throws IOException {
        long bytes = 0;
        for (Segment segment : extent.segments()) {
            if (extent.limit(segment) > from) {
                bytes += segment.bytes();
            }
            if (segment.first() < from && extent.limit(segment) > from) {
                bytes -= before(segment, from);
            }
        }
        return bytes;
    }

    private static long before(Segment segment, long from) throws IOException {
        try (LogReader reader = LogReader.open(segment.file(), 0)) {
            for (long sequence = segment.first(); sequence < from && reader.skip(); ) {
                sequence++;
            }
            return reader.position();
        }
    }

    private void check(UUID run, Segment segment, long limit) throws IOException {
        long sequence = segment.first();
        try (LogReader reader = LogReader.open(segment.file(), 0)) {
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                check(run, segment, sequence, line);
                sequence++;
            }
        }
        if (sequence < limit) {
            damaged(run, segment, sequence, "the file ends before entry " + (limit - 1));
        }
    }

    private void check(UUID run, Segment segment, long sequence, byte[] line) {
        try {
            RunEntry entry = RunLogJson.read(line);
            if (entry.sequence() != sequence) {
                damaged(run, segment, sequence, "entry " + entry.sequence() + " was found instead");
            }
        } catch (IllegalArgumentException e) {
            damaged(run, segment, sequence, String.valueOf(e.getMessage()));
        }
    }

    private void damaged(UUID run, Segment segment, long sequence, String what) {
        if (damage.size() < MAX_DAMAGE) {
            damage.add("run " + run + ", entry " + sequence + " in " + segment.file() + ": " + what);
        }
    }
}
