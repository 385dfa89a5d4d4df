package io.github.djltracker.outbox.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Line;
import io.github.djltracker.outbox.log.Space;
import io.github.djltracker.wire.json.AttributesJson;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters: entries that cannot be sent, each in its own file, with a line of JSON that gives the reason, followed
 * by the original bytes. {@link DeadLetterExpiry} deletes them after some time. Thread-safe for different runs.
 */
public final class DeadLetters {
    public static final String FOLDER = "dead";

    /** The loss reason for what the destination rejected. */
    public static final String REFUSED = "refused";
    /** The loss reason for what was damaged on disk. */
    public static final String CORRUPT = "corrupt";

    private static final Pattern NAME = Pattern.compile("([0-9a-f-]{36})-([0-9]{1,16})\\.ndjson");
    private static final int MAX_REASON = 2_000;
    private static final int MAX_HEAD = 16_384;

    private final Path folder;
    private final Disk disk;
    private final Space space;

    /**
     * The description of an entry that was set aside.
     *
     * @param loss {@link #REFUSED} or {@link #CORRUPT}
     * @param points the number of points in it
     */
    public record Letter(String loss, long points) {}

    public DeadLetters(Path directory, Disk disk, Space space) {
        this.folder = directory.resolve(FOLDER);
        this.disk = disk;
        this.space = space;
    }

    public Path folder() {
        return folder;
    }

    /** The dead letters of a run, by sequence number. */
    public Map<Long, Letter> of(UUID run) throws IOException {
        Map<Long, Letter> letters = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return letters;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, run + "-*.ndjson")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    letters.put(Long.parseLong(name.group(2)), read(file));
                }
            }
        }
        return letters;
    }

    /** The number of dead letters of all runs. */
    public static long count(Path directory) throws IOException {
        long count = 0;
        Path folder = directory.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ndjson")) {
                for (Path file : files) {
                    count += NAME.matcher(file.getFileName().toString()).matches() ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** A dead letter and its file. */
    record Dated(UUID run, Path file, Letter letter) {}

    /** The dead letters of all runs that were written before a time; those whose time cannot be read are left out. */
    List<Dated> writtenBefore(Instant time) throws IOException {
        List<Dated> letters = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return letters;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ndjson")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && isBefore(file, time)) {
                    letters.add(new Dated(UUID.fromString(name.group(1)), file, read(file)));
                }
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            return letters; // another process is deleting them: the rest is checked next time
        }
        return letters;
    }

    private static boolean isBefore(Path file, Instant time) throws IOException {
        try {
            return AttributesJson.read(head(file)).get("time") instanceof String text
                    && Instant.parse(text).isBefore(time);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false; // somebody edited it
        }
    }

    private static String head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_HEAD), UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static Letter read(Path file) throws IOException {
        String head = head(file);
        try {
            Map<String, @Nullable Object> fields = AttributesJson.read(head);
            long points = fields.get("points") instanceof Long count ? count : 0;
            return new Letter(CORRUPT.equals(fields.get("loss")) ? CORRUPT : REFUSED, points);
        } catch (IllegalArgumentException e) {
            return new Letter(REFUSED, 0); // somebody edited it: the entry still cannot be sent
        }
    }

    /** Writes a dead letter, forces it to disk, and returns its file. */
    public Path write(UUID run, long sequence, Letter letter, String reason, Instant time, byte[] line)
            throws IOException {
        disk.createFolders(folder);
        String name = run + "-" + sequence + ".ndjson";
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("run", run.toString());
        head.put("sequence", sequence);
        head.put("loss", letter.loss());
        head.put("points", letter.points());
        head.put("time", time.toString());
        head.put("reason", clean(reason));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length + 512);
        bytes.writeBytes(AttributesJson.write(Attributes.copyOf(head)).getBytes(UTF_8));
        bytes.write(Line.FEED);
        bytes.writeBytes(line);
        bytes.write(Line.FEED);
        disk.replace(folder, name, bytes.toByteArray(), true);
        space.add(bytes.size());
        return folder.resolve(name);
    }

    /** The content of {@link RunFolder#SET_ASIDE}, which says why a run as a whole is not sent. */
    public static byte[] setAside(UUID run, long from, String reason, Instant time) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("run", run.toString());
        head.put("from", from);
        head.put("time", time.toString());
        head.put("reason", clean(reason));
        return (AttributesJson.write(Attributes.copyOf(head)) + "\n").getBytes(UTF_8);
    }

    /** Deletes the dead letters of a run that its user deleted. */
    public void delete(UUID run) throws IOException {
        for (long sequence : of(run).keySet()) {
            Files.deleteIfExists(folder.resolve(run + "-" + sequence + ".ndjson"));
        }
    }

    /** One line of plain text, whatever the server sent. */
    private static String clean(String reason) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(reason.length(), MAX_REASON); i++) {
            char c = reason.charAt(i);
            text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
        }
        return text.toString();
    }
}
