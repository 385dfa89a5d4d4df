package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.log.Line;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rejected or damaged does not delay what follows, and is never lost silently. */
@Timeout(60)
final class SetAsideTest {
    private static final UUID RUN = new UUID(0, 1);

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 98, 99})
    void an_entry_that_is_refused_leaves_an_empty_place(int refused) throws IOException {
        tracker.refuse(entry -> entry.sequence() == refused && Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 100));
        box.outbox.append(RUN, Entries.end(100, RunStatus.FINISHED));

        box.settle();

        List<RunEntry> expected = new ArrayList<>(CourierTest.log(RUN, 0, 100));
        expected.set(refused, new RunBatch(refused, IterationColumns.NONE, List.of(), List.of()));
        expected.add(end(100, RunStatus.FINISHED, Map.of("refused", 2L), null));
        assertThat(tracker.entries(RUN)).isEqualTo(expected);
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
        List<String> letter = Files.readAllLines(folder.resolve("dead/" + RUN + "-" + refused + ".ndjson"));
        assertThat(letter.get(0))
                .contains("\"loss\":\"refused\"", "\"points\":2", "not to my taste", "2026-01-02T03:04:05Z");
        assertThat(letter.get(1)).contains("\"sequence\":" + refused + ",", "\"values\":[");
        assertThat(log.warnings()).singleElement().asString().contains("entry " + refused, "not to my taste");
        assertThat(box.outbox.status().entriesSetAside()).isEqualTo(1);
    }

    @Test
    void modules_count_as_points() {
        tracker.refuse(
                entry -> entry instanceof RunBatch batch && !batch.modules().isEmpty());
        box.append(
                RUN,
                List.of(
                        Entries.start(RUN, "e", "h"),
                        Entries.modules(1, new long[] {3}, new IterationModule(3, Entries.module("sgd", "lr", 1))),
                        Entries.end(2, RunStatus.FINISHED)));

        box.settle();

        assertThat(((RunEnd) tracker.entries(RUN).get(2)).losses()).containsExactly(Map.entry("refused", 2L));
    }

    @Test
    void losses_that_the_recorder_counted_stay() {
        tracker.refuse(entry -> Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 4));
        box.outbox.append(RUN, end(4, RunStatus.FAILED, Map.of("buffer_full", 7L, "refused", 1L), "it broke"));

        box.settle();

        assertThat(tracker.entries(RUN).get(4))
                .isEqualTo(end(4, RunStatus.FAILED, Map.of("buffer_full", 7L, "refused", 7L), "it broke"));
    }

    @Test
    void many_refusals_are_not_said_one_by_one() {
        tracker.refuse(entry -> Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 100));
        box.outbox.append(RUN, Entries.end(100, RunStatus.FINISHED));

        box.settle();

        assertThat(log.warnings()).hasSize(5);
        assertThat(log.messages(ch.qos.logback.classic.Level.INFO)).anyMatch(said -> said.contains("99 entries"));
        assertThat(box.outbox.status().entriesSetAside()).isEqualTo(99);
    }

    @Test
    void what_was_refused_is_told_after_a_restart_too() {
        tracker.refuse(entry -> Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 10));
        box.settle();
        tracker.refuse(entry -> false);
        box.outbox.append(RUN, Entries.end(10, RunStatus.FINISHED));
        box.close();

        try (StillOutbox second = new StillOutbox(folder, tracker)) {
            second.settle();
        }

        assertThat(((RunEnd) tracker.entries(RUN).get(10)).losses()).containsExactly(Map.entry("refused", 18L));
    }

    @Test
    void an_empty_tracker_gets_the_same_in_the_places_of_what_another_refused() {
        tracker.refuse(entry -> entry.sequence() == 5 && Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 10));
        box.settle();
        List<String> before = tracker.lines(RUN);
        tracker.refuse(entry -> false);
        tracker.forget(RUN, 0);
        box.outbox.append(RUN, Entries.iterations(10, 3));

        box.settle();

        assertThat(tracker.lines(RUN).subList(0, 10)).isEqualTo(before);
    }

    @Test
    void a_run_whose_start_is_refused_is_set_aside_as_a_whole_and_kept() throws IOException {
        tracker.refuse(entry -> entry instanceof RunStart);
        box.append(RUN, CourierTest.log(RUN, 0, 10));

        box.settle();
        box.append(RUN, CourierTest.log(RUN, 10, 20));
        box.settle();

        assertThat(tracker.lines(RUN)).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("set aside from entry 0");
        assertThat(box.outbox.status().runsSetAside()).isEqualTo(1);
        assertThat(box.outbox.status().entriesSetAside()).isEqualTo(20);
        assertThat(box.outbox.status().entries()).isZero();
        assertThat(box.outbox.flush(Duration.ZERO)).isFalse();

        // a user who has fixed the cause deletes the file that marks the run
        box.close();
        tracker.refuse(entry -> false);
        Files.delete(folder.resolve(RUN + "/dead.json"));
        try (StillOutbox second = new StillOutbox(folder, tracker)) {
            second.settle();
            assertThat(tracker.entries(RUN)).isEqualTo(CourierTest.log(RUN, 0, 20));
        }
    }

    @Test
    void a_run_that_is_set_aside_is_left_alone_by_the_next_outbox() {
        tracker.refuse(entry -> entry instanceof RunStart);
        box.append(RUN, CourierTest.log(RUN, 0, 10));
        box.outbox.append(RUN, Entries.end(10, RunStatus.FINISHED));
        box.settle();
        assertThat(box.outbox.held()).isZero();
        box.close();
        int before = tracker.requests().size();

        try (StillOutbox second = new StillOutbox(folder, tracker)) {
            second.settle(Duration.ofMinutes(1));

            assertThat(tracker.requests()).hasSize(before);
            assertThat(second.outbox.held()).isZero();
            assertThat(second.outbox.status().entriesSetAside()).isEqualTo(11);
        }
    }

    @Test
    void an_end_that_is_refused_is_sent_without_losses_and_error() {
        tracker.refuse(entry -> entry instanceof RunEnd end && end.error() != null);
        RunEnd end = end(3, RunStatus.FAILED, Map.of("closed", 3L), "a long story");
        box.append(RUN, CourierTest.log(RUN, 0, 3));
        box.outbox.append(RUN, end);

        box.settle();

        assertThat(tracker.entries(RUN).get(3)).isEqualTo(new RunEnd(3, RunStatus.FAILED, end.time(), Map.of(), null));
        assertThat(folder.resolve("dead/" + RUN + "-3.ndjson")).content().contains("a long story");
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void an_end_that_is_refused_however_it_is_said_is_set_aside() {
        tracker.refuse(entry -> entry instanceof RunEnd);
        box.append(RUN, CourierTest.log(RUN, 0, 3));
        box.outbox.append(RUN, Entries.end(3, RunStatus.FINISHED));

        box.settle();

        assertThat(folder.resolve(RUN + "/dead.json")).content().contains("\"from\":3");
        assertThat(box.outbox.held()).isZero();
    }

    @Test
    void what_cannot_be_set_aside_for_want_of_room_waits() {
        tracker.refuse(entry -> entry.sequence() == 5 && Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 10));
        box.disk.failSmallFiles(7);

        box.settle(Duration.ofMinutes(2));

        assertThat(tracker.entries(RUN)).hasSize(10);
        assertThat(folder.resolve("dead/" + RUN + "-5.ndjson")).exists();
    }

    @Test
    void letters_of_a_deleted_run_go_with_it() throws IOException {
        tracker.refuse(entry -> entry.sequence() == 2 && Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 10));
        box.settle();
        tracker.delete(RUN);
        box.outbox.append(RUN, Entries.iterations(10, 3));

        box.settle();

        try (Stream<Path> letters = Files.list(folder.resolve("dead"))) {
            assertThat(letters).isEmpty();
        }
    }

    static RunEnd end(
            long sequence,
            RunStatus status,
            Map<String, Long> losses,
            @org.jspecify.annotations.Nullable String error) {
        Instant time = Entries.TIME.plusSeconds(sequence);
        return new RunEnd(sequence, status, time, losses, error);
    }
}
