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
 * How an outbox stands.
 *
 * @param destination what it was opened for; empty if that is not known
 * @param runs with entries that are still to be sent
 * @param entries still to be sent
 * @param bytes of these entries
 * @param runsSetAside runs that are not sent any more, each in its folder with the reason in {@code dead.json}
 * @param entriesSetAside entries that are not sent: those of these runs, and those under {@code dead}
 * @param usedBytes of all files
 * @param acknowledged entries that the destination has taken since this outbox was opened; 0 where it is read from disk
 * @param failure why the last attempt to send failed; null if it did not, or where it is read from disk
 * @param failingSince when it began to fail; null as {@code failure} is
 * @param damage what cannot be read, a line of text each, at most 100; empty where nobody looked for it
 */
public record OutboxStatus(
        String destination,
        long runs,
        long entries,
        long bytes,
        long runsSetAside,
        long entriesSetAside,
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
     * Reads it from disk without touching or locking anything, while others may have the outbox open; what they did in
     * the last second may be missing. An empty one if there is no such directory.
     *
     * @throws UnavailableException if it cannot be read
     */
    public static OutboxStatus read(Path directory) {
        return new Survey(requireNonNull(directory, "directory"), false).take();
    }

    /**
     * Reads it from disk as {@link #read} does, and every line of every log as well.
     *
     * @throws UnavailableException if it cannot be read
     */
    public static OutboxStatus check(Path directory) {
        return new Survey(requireNonNull(directory, "directory"), true).take();
    }

    /** Whether a folder is an outbox: says what it is for, or holds runs all the same. */
    public static boolean isOutbox(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && (Files.exists(folder.resolve(DestinationFile.NAME))
                            || !Runs.folders(folder).isEmpty());
        } catch (IOException e) {
            // such as lost+found, which is root's
            LOG.warn("{} is passed over, since it cannot be read ({})", folder, Disk.reason(e));
            return false;
        }
    }

    /** Of an outbox of which nothing is known. */
    public static OutboxStatus unreadable(String why) {
        return new OutboxStatus("", 0, 0, 0, 0, 0, 0, 0, why, null, List.of());
    }

    /** The same with a reason why nothing is sent. */
    public OutboxStatus failed(String why) {
        return new OutboxStatus(
                destination,
                runs,
                entries,
                bytes,
                runsSetAside,
                entriesSetAside,
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
                usedBytes,
                taken,
                failed == null ? null : failed.message(),
                failed == null ? null : failed.since(),
                damage);
    }
}
