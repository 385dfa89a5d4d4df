package io.github.djltracker.outbox.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes dead letters after some time, and counts them. Those of runs that are still in the outbox stay, because they
 * say what is sent in place of their entries. Not thread-safe; several processes may delete at the same time.
 */
public final class DeadLetterExpiry {
    /** In the outbox: how many dead letters have been deleted because of their age. */
    static final String COUNT = "expired";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterExpiry.class);

    private final Path directory;
    private final DeadLetters dead;
    private final Duration age;
    private final Disk disk;
    private final Space space;

    /**
     * Deletes nothing yet.
     *
     * @param age from which dead letters are deleted
     */
    public DeadLetterExpiry(Path directory, DeadLetters dead, Duration age, Disk disk, Space space) {
        this.directory = directory;
        this.dead = dead;
        this.age = age;
        this.disk = disk;
        this.space = space;
    }

    /** Deletes what is too old at this time, and logs what that was. */
    public void run(Instant now) throws IOException {
        Set<UUID> runs = new HashSet<>();
        long letters = 0;
        long points = 0;
        try {
            for (DeadLetters.Dated letter : dead.writtenBefore(now.minus(age))) {
                if (!Files.exists(directory.resolve(letter.run().toString())) && delete(letter.file())) {
                    runs.add(letter.run());
                    letters++;
                    points += letter.letter().points();
                }
            }
        } finally {
            if (letters > 0) {
                LOG.warn(
                        "{} dead letters of {} runs, {} points, are deleted from {}, because they are older than {} days",
                        letters,
                        runs.size(),
                        points,
                        dead.folder(),
                        age.toDays());
                disk.replace(directory, COUNT, (count(directory) + letters + "\n").getBytes(US_ASCII), false);
            }
        }
    }

    private boolean delete(Path file) throws IOException {
        try {
            long bytes = Files.size(file);
            disk.delete(file);
            space.add(-bytes);
            return true;
        } catch (NoSuchFileException e) {
            return false; // another process has deleted and counted it
        }
    }

    /** How many dead letters of an outbox have been deleted because of their age. */
    public static long count(Path directory) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(COUNT), US_ASCII);
            return lines.isEmpty() ? 0 : Math.max(0, Long.parseLong(lines.get(0).strip()));
        } catch (IOException | NumberFormatException e) {
            return 0; // none yet
        }
    }
}
