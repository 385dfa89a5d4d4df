package io.github.djltracker.outbox.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log holds after its process or the machine stopped in the middle of a line. */
final class RecoveryTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final Bounds BOUNDS = new Bounds(1 << 30, 400, 1_000, 20);

    @TempDir
    private Path directory;

    @Test
    void whole_lines_survive_a_cut_at_any_byte_and_the_log_goes_on() throws IOException {
        List<RunEntry> entries = entries(new Random(Seeds.next()), 6);
        write(entries);
        List<Segment> segments = Segment.list(folder());
        byte[][] files = new byte[segments.size()][];
        for (int i = 0; i < files.length; i++) {
            files[i] = Files.readAllBytes(segments.get(i).file());
        }
        assertThat(files.length).isGreaterThan(1);

        for (int last = 0; last < files.length; last++) {
            for (int length = 0; length <= files[last].length; length++) {
                for (int i = 0; i < files.length; i++) {
                    Path file = segments.get(i).file();
                    if (i <= last) {
                        Files.write(file, i < last ? files[i] : Arrays.copyOf(files[i], length));
                    } else {
                        Files.deleteIfExists(file);
                    }
                }
                long whole = segments.get(last).first() + feeds(files[last], length);
                goesOn(entries, whole);
            }
        }
    }

    private void goesOn(List<RunEntry> entries, long whole) throws IOException {
        RunFolder log = open();
        assertThat(log.extent().next()).isEqualTo(whole);
        assertThat(log.extent().isEnded()).isEqualTo(whole == entries.size());
        for (RunEntry entry : entries) {
            log.append(entry.sequence(), line(entry), entry.sequence() == entries.size() - 1);
        }
        assertThat(read(log)).isEqualTo(entries);
        log.close();
    }

    @Test
    void zeros_behind_the_last_line_are_cut_off() throws IOException {
        List<RunEntry> entries = entries(new Random(1), 3);
        write(entries);
        Files.write(last(), new byte[5_000], StandardOpenOption.APPEND);

        RunFolder log = open();

        assertThat(read(log)).isEqualTo(entries);
        assertThat(log.extent().isEnded()).isTrue();
        assertThat(Files.readString(last())).endsWith("}\n");
        log.close();
    }

    @Test
    void a_last_line_that_cannot_be_read_keeps_its_place() throws IOException {
        List<RunEntry> entries = entries(new Random(1), 4);
        write(entries);
        overwrite(last(), -20, "\0\0\0");
        long before = Files.size(last());

        RunFolder log = open();

        assertThat(log.extent().next()).isEqualTo(entries.size());
        assertThat(log.extent().isEnded()).isFalse();
        assertThat(Files.size(last())).isEqualTo(before);
        log.close();
    }

    @Test
    void lines_that_are_missing_before_one_that_cannot_be_read_keep_their_places() throws IOException {
        Files.createDirectories(folder());
        Path file = Segment.of(folder(), 0).file();
        Files.write(file, line(Entries.start(RUN, "e", "h")));
        Files.write(file, line(Entries.iterations(3, 3)), StandardOpenOption.APPEND);
        Files.writeString(file, "\0\n", StandardOpenOption.APPEND);

        RunFolder log = open();

        assertThat(log.extent().next()).isEqualTo(5);
        log.close();
    }

    @Test
    void a_folder_without_a_line_is_the_beginning_of_a_log() throws IOException {
        Files.createDirectories(folder());

        RunFolder log = open();

        assertThat(log.extent()).isEqualTo(new Extent(List.of(), 0, false));
        log.append(0, line(Entries.start(RUN, "e", "h")), false);
        assertThat(log.extent().next()).isEqualTo(1);
        log.close();
    }

    @Test
    void a_log_whose_first_files_were_deleted_goes_on_with_its_number() throws IOException {
        List<RunEntry> entries = entries(new Random(1), 30);
        write(entries);
        List<Segment> segments = Segment.list(folder());
        Files.delete(segments.get(0).file());

        RunFolder log = open();

        assertThat(log.extent().first()).isEqualTo(segments.get(1).first());
        assertThat(log.extent().next()).isEqualTo(entries.size());
        log.close();
    }

    @Test
    void a_number_that_cannot_be_is_damage() throws IOException {
        write(List.of(Entries.start(RUN, "e", "h"), Entries.iterations(1, 1)));
        String text = Files.readString(last());
        Files.writeString(last(), text.replace("\"sequence\":1", "\"sequence\":9999999"));

        RunFolder log = open();

        assertThat(log.extent().next()).isEqualTo(2);
        log.close();
    }

    static void overwrite(Path file, int at, String bytes) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at < 0 ? raw.length() + at : at);
            raw.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static long feeds(byte[] bytes, int length) {
        long feeds = 0;
        for (int i = 0; i < length; i++) {
            feeds += bytes[i] == '\n' ? 1 : 0;
        }
        return feeds;
    }

    private static List<RunEntry> entries(Random random, int count) {
        RandomEntries some = new RandomEntries(random);
        List<RunEntry> entries = new ArrayList<>();
        entries.add(some.start(RUN, "e", "h", null));
        for (int i = 1; i < count - 1; i++) {
            RunBatch batch = some.batch(i, i);
            entries.add(line(batch).length < 800 ? batch : Entries.points(i, "loss", "train", i, 0.5));
        }
        entries.add(Entries.end(count - 1, RunStatus.FINISHED));
        return entries;
    }

    private void write(List<RunEntry> entries) throws IOException {
        Files.createDirectories(folder());
        RunFolder log = open();
        for (RunEntry entry : entries) {
            log.append(entry.sequence(), line(entry), entry.sequence() == entries.size() - 1);
        }
        log.close();
    }

    static byte[] line(RunEntry entry) {
        return (new String(RunLogJson.write(entry), UTF_8) + "\n").getBytes(UTF_8);
    }

    private static List<RunEntry> read(RunFolder log) throws IOException {
        List<RunEntry> entries = new ArrayList<>();
        LogCursor cursor = new LogCursor();
        while (entries.size() < log.extent().next()) {
            List<byte[]> lines = cursor.read(log.extent(), entries.size(), 1_000, 20);
            assertThat(lines).isNotEmpty();
            lines.forEach(line -> entries.add(RunLogJson.read(line)));
        }
        return entries;
    }

    private RunFolder open() throws IOException {
        RunFolder log = RunFolder.open(RUN, folder(), BOUNDS, new FaultyDisk(), new Space(directory, 1 << 30));
        return requireNonNull(log);
    }

    private Path folder() {
        return directory.resolve(RUN.toString());
    }

    private Path last() throws IOException {
        List<Segment> segments = Segment.list(folder());
        return segments.get(segments.size() - 1).file();
    }
}
