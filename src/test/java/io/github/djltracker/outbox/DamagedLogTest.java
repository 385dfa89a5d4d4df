package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs whose files were damaged on disk. */
@Timeout(60)
final class DamagedLogTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final FakeDestination tracker = new FakeDestination();
    private StillOutbox box;
    private LogCapture log;

    @BeforeEach
    void open() {
        log = LogCapture.of("io.github.djltracker.outbox");
        box = new StillOutbox(folder, tracker);
    }

    @AfterEach
    void close() {
        box.close();
        log.close();
    }

    @Test
    void a_line_that_is_damaged_is_set_aside_and_its_place_filled() throws IOException {
        damagedAfter(lines ->
                lines.set(5, lines.get(5).replace("values", "v\0\0\0es").replace("}", "\1")));

        assertThat(tracker.entries(RUN)).isEqualTo(expected(5, 6, 1));
        assertThat(folder.resolve("dead/" + RUN + "-5.ndjson")).content().contains("\"loss\":\"corrupt\"", "v\0\0\0es");
    }

    @Test
    void a_damaged_line_is_counted_where_it_cannot_be_set_aside_at_once() throws IOException {
        prepare();
        Path first = Segment.list(folder.resolve(RUN.toString())).get(0).file();
        Files.writeString(first, Files.readString(first).replace("\"sequence\":5,", "\"sequence\":\0,"));

        try (StillOutbox second = new StillOutbox(folder, tracker)) {
            second.disk.failSmallFiles(3);
            second.settle(MINUTE);
        }

        assertThat(tracker.entries(RUN)).isEqualTo(expected(5, 6, 1));
        assertThat(folder.resolve("dead/" + RUN + "-5.ndjson")).content().contains("\"loss\":\"corrupt\"");
    }

    @Test
    void a_last_line_that_is_damaged_is_set_aside_too() throws IOException {
        box.append(RUN, CourierTest.log(RUN, 0, 10));
        box.close();
        Path first = Segment.list(folder.resolve(RUN.toString())).get(0).file();
        Files.writeString(first, Files.readString(first).replace("\"sequence\":9,", "\"sequence\":\0,"));

        drain();

        List<RunEntry> expected = new ArrayList<>(CourierTest.log(RUN, 0, 10));
        expected.set(9, new RunBatch(9, IterationColumns.NONE, List.of(), List.of()));
        assertThat(tracker.entries(RUN)).isEqualTo(expected);
        assertThat(folder.resolve("dead/" + RUN + "-9.ndjson"))
                .content()
                .contains("\"loss\":\"corrupt\"", "\"sequence\":\0,");
        assertThat(log.warnings()).singleElement().asString().contains("entry 9", "corrupt");
    }

    @Test
    void a_damaged_line_that_looks_whole_is_found_out_by_the_destination() throws IOException {
        damagedAfter(lines -> lines.set(5, lines.get(5).replace("values", "v\0\0\0es")));

        assertThat(tracker.entries(RUN)).isEqualTo(expected(5, 6, 1));
    }

    @Test
    void lines_that_ran_together_are_set_aside_together() throws IOException {
        damagedAfter(lines -> {
            lines.set(5, lines.get(5) + "\0" + lines.get(6) + "\0" + lines.get(7));
            lines.subList(6, 8).clear();
        });

        assertThat(tracker.entries(RUN)).isEqualTo(expected(5, 8, 3));
    }

    @Test
    void a_line_that_fell_apart_is_set_aside() throws IOException {
        damagedAfter(lines -> {
            String whole = lines.get(5);
            lines.set(5, whole.substring(0, 30));
            lines.add(6, whole.substring(31));
        });

        assertThat(tracker.entries(RUN)).isEqualTo(expected(5, 6, 1));
    }

    @Test
    void lines_that_are_missing_at_the_end_of_a_file_in_the_middle_are_filled() throws IOException {
        prepare();
        List<Segment> segments = Segment.list(folder.resolve(RUN.toString()));
        Path file = segments.get(1).file();
        String text = Files.readString(file);
        int lastLine = text.lastIndexOf('\n', text.length() - 2);
        Files.writeString(file, text.substring(0, lastLine - 10));

        drain();

        int last = (int) segments.get(2).first();
        assertThat(tracker.entries(RUN)).isEqualTo(expected(last - 2, last, 2));
    }

    @Test
    void a_file_that_is_missing_in_the_middle_is_filled() throws IOException {
        prepare();
        List<Segment> segments = Segment.list(folder.resolve(RUN.toString()));
        Files.delete(segments.get(1).file());

        drain();

        int first = (int) segments.get(1).first();
        int limit = (int) segments.get(2).first();
        assertThat(tracker.entries(RUN)).isEqualTo(expected(first, limit, limit - first));
    }

    @Test
    void a_run_whose_start_is_damaged_is_set_aside_as_a_whole() throws IOException {
        damagedAfter(lines -> lines.set(0, "{\"entry\":\"st\0\0\0"));

        assertThat(tracker.entries(RUN)).isEmpty();
        assertThat(folder.resolve(RUN + "/dead.json")).content().contains("damaged");
    }

    private interface Damage {
        void to(List<String> lines);
    }

    /**
     * Leaves a log of 60 entries and an end in several files, as from a process that has ended, with damage in the
     * first file.
     */
    private void damagedAfter(Damage damage) throws IOException {
        prepare();
        Path first = Segment.list(folder.resolve(RUN.toString())).get(0).file();
        List<String> lines = new ArrayList<>(Files.readAllLines(first));
        damage.to(lines);
        Files.writeString(first, String.join("\n", lines) + "\n");
        drain();
    }

    private void prepare() {
        box.append(RUN, CourierTest.log(RUN, 0, 60));
        box.outbox.append(RUN, Entries.end(60, RunStatus.FINISHED));
        box.close();
    }

    private void drain() {
        assertThat(OutboxStatus.check(folder).damage()).isNotEmpty();
        try (StillOutbox second = new StillOutbox(folder, tracker)) {
            second.settle(Duration.ofSeconds(1));
        }
        assertThat(OutboxStatus.check(folder).damage())
                .hasSize(Files.exists(folder.resolve(RUN + "/dead.json")) ? 1 : 0);
    }

    private static List<RunEntry> expected(int from, int to, long corrupt) {
        List<RunEntry> entries = new ArrayList<>(CourierTest.log(RUN, 0, 60));
        for (int i = from; i < to; i++) {
            entries.set(i, new RunBatch(i, IterationColumns.NONE, List.of(), List.of()));
        }
        entries.add(SetAsideTest.end(60, RunStatus.FINISHED, Map.of("corrupt", corrupt), null));
        return entries;
    }
}
