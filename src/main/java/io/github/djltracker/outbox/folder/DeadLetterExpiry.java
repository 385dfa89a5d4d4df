package io.github.djltracker.outbox.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Space;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes dead letters after some time, and counts them. Those of runs that are still in the outbox stay, because they
 * say what is sent in place of their entries. Not thread-safe; several processes may delete at the same time.
 */
public final class DeadLetterExpiry {
    /**
     * In the outbox: a line with the number of dead letters for each time that some were deleted because of their age.
     * Lines are appended, so that processes that delete at the same time lose no count.
     */
    static final String COUNT = "expired";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterExpiry.class);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

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
                Files.writeString(
                        directory.resolve(COUNT),
                        letters + "\n",
                        US_ASCII,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
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

    /**
     * How many dead letters of an outbox have been deleted because of their age. A line that is not a number, because
     * the disk was full or somebody edited it, counts as 0.
     *
     * @throws IOException if the file with the count exists but cannot be read
     */
    public static long count(Path directory) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve(COUNT), ISO_8859_1)) {
            return lines.filter(line -> NUMBER.matcher(line).matches())
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
