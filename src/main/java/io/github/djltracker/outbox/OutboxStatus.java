package io.github.djltracker.outbox;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.delivery.Backoff;
import io.github.djltracker.outbox.delivery.Runs;
import io.github.djltracker.outbox.folder.DestinationFile;
import io.github.djltracker.outbox.log.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status of an outbox.
 *
 * @param destination its destination; empty if unknown
 * @param runs number of runs with entries to be sent
 * @param entries number of entries to be sent
 * @param bytes size of these entries
 * @param runsSetAside number of runs that are not sent any more, each in its folder with the reason in
 *     {@code dead.json}
 * @param entriesSetAside number of entries that are not sent: those of these runs, and those under {@code dead}
 * @param deadLettersDeleted number of dead letters that were deleted because of their age, since the outbox exists
 * @param usedBytes size of all files
 * @param acknowledged number of entries acknowledged since this outbox was opened; 0 if the status was read from disk
 * @param failure why the last attempt to send failed; null if it did not fail, or if the status was read from disk
 * @param failingSince when it started to fail; null like {@code failure}
 * @param damage what cannot be read, one line each, at most 100; empty if the lines were not checked
 */
public record OutboxStatus(
        String destination,
        long runs,
        long entries,
        long bytes,
        long runsSetAside,
        long entriesSetAside,
        long deadLettersDeleted,
        long usedBytes,
        long acknowledged,
        @Nullable String failure,
        @Nullable Instant failingSince,
        List<String> damage) {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxStatus.class);

    public OutboxStatus {
        requireNonNull(destination, "destination");
        damage = List.copyOf(damage);
    }

    /**
     * Reads the status from disk without changing or locking anything, while others may use the outbox; changes of the
     * last second may be missing. Empty if there is no such directory.
     *
     * @throws UnavailableException if it cannot be read
     */
    public static OutboxStatus read(Path directory) {
        return new Survey(requireNonNull(directory, "directory"), false).take();
    }

    /**
     * Reads the status from disk like {@link #read}, and also every line of every log.
     *
     * @throws UnavailableException if it cannot be read
     */
    public static OutboxStatus check(Path directory) {
        return new Survey(requireNonNull(directory, "directory"), true).take();
    }

    /** Whether a folder is an outbox: it names its destination, or contains runs. */
    public static boolean isOutbox(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && (Files.exists(folder.resolve(DestinationFile.NAME))
                            || !Runs.folders(folder).isEmpty());
        } catch (IOException e) {
            // for example lost+found, which belongs to root
            LOG.warn("{} is skipped, because it cannot be read ({})", folder, Disk.reason(e));
            return false;
        }
    }

    /** The status of an outbox that cannot be read. */
    public static OutboxStatus unreadable(String why) {
        return new OutboxStatus("", 0, 0, 0, 0, 0, 0, 0, 0, why, null, List.of());
    }

    /** A copy with a reason why nothing is sent. */
    public OutboxStatus failed(String why) {
        return new OutboxStatus(
                destination,
                runs,
                entries,
                bytes,
                runsSetAside,
                entriesSetAside,
                deadLettersDeleted,
                usedBytes,
                acknowledged,
                why,
                failingSince,
                damage);
    }

    OutboxStatus with(long taken, Backoff.@Nullable Failure failed) {
        return new OutboxStatus(
                destination,
                runs,
                entries,
                bytes,
                runsSetAside,
                entriesSetAside,
                deadLettersDeleted,
                usedBytes,
                taken,
                failed == null ? null : failed.message(),
                failed == null ? null : failed.since(),
                damage);
    }
}
