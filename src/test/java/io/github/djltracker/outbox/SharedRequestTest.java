package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.delivery.RunAnswer;
import io.github.djltracker.outbox.delivery.RunLines;
import io.github.djltracker.outbox.folder.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Entries of several runs in one request. */
@Timeout(60)
final class SharedRequestTest {
    private static final List<UUID> RUNS =
            IntStream.range(0, 7).mapToObj(i -> new UUID(0, i + 1)).toList();
    private static final UUID RUN = RUNS.get(0);
    /** Allows 20 lines per request, of any length. */
    private static final Bounds ROOMY = new Bounds(1 << 30, 100_000, 100_000, 20);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final FakeDestination tracker = new FakeDestination();
    private StillOutbox box;

    @BeforeEach
    void open() {
        tracker.share(100);
        box = new StillOutbox(folder, tracker);
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void runs_that_wait_go_in_one_request() {
        append(1);

        box.settle();

        assertThat(tracker.shared()).hasSize(1);
        assertArrived(1);
    }

    @Test
    void a_request_holds_no_more_lines_and_bytes_than_it_may() {
        append(40);

        box.settle();

        assertThat(tracker.shared()).isNotEmpty().allSatisfy(request -> {
            assertThat(request).extracting(RunLines::run).doesNotHaveDuplicates();
            assertThat(request.stream().mapToInt(run -> run.lines().size()).sum())
                    .isLessThanOrEqualTo(20);
            assertThat(request.stream()
                            .flatMap(run -> run.lines().stream())
                            .mapToInt(line -> line.length + 1)
                            .sum())
                    .isLessThanOrEqualTo(1_000);
        });
        assertArrived(40);
    }

    @Test
    void no_run_has_a_second_turn_before_each_that_waits_had_one() {
        append(40);

        Map<UUID, Long> turns = Map.of();
        while (RUNS.stream().allMatch(run -> tracker.lines(run).size() < 40)) {
            assertThat(box.step()).isZero();

            turns = turns();
            long least = RUNS.stream().mapToLong(turns()::get).min().orElseThrow();
            assertThat(turns.values()).allMatch(count -> count <= least + 1);
        }
        assertThat(turns.get(RUN)).isGreaterThan(10);
    }

    /** The number of requests that contained entries of each run. */
    private Map<UUID, Long> turns() {
        Map<UUID, Long> turns = new HashMap<>();
        RUNS.forEach(run -> turns.put(run, 0L));
        tracker.requests().forEach(request -> turns.merge(request.run(), 1L, Long::sum));
        tracker.shared().forEach(request -> request.forEach(run -> turns.merge(run.run(), 1L, Long::sum)));
        return turns;
    }

    @Test
    void a_long_backlog_takes_what_the_others_leave() {
        box.close();
        try (StillOutbox second = new StillOutbox(folder, tracker, ROOMY, new ManualCourierClock())) {
            second.append(RUN, CourierTest.log(RUN, 0, 100));
            RUNS.subList(1, 7).forEach(run -> second.append(run, CourierTest.log(run, 0, 1)));

            second.step();
        }

        List<RunLines> first = tracker.shared().get(0);
        assertThat(first).extracting(RunLines::run).containsExactlyInAnyOrderElementsOf(RUNS);
        assertThat(first)
                .filteredOn(run -> run.run().equals(RUN))
                .singleElement()
                .satisfies(run -> assertThat(run.lines()).hasSize(14));
    }

    @Test
    void a_rejected_entry_harms_only_its_run() {
        tracker.refuse(entry -> entry.equals(CourierTest.log(RUN, 3, 4).get(0)));
        append(10);

        box.settle(MINUTE);

        // the rejected entry is the same in each run
        assertThat(box.outbox.status().entriesSetAside()).isEqualTo(7);
        RUNS.forEach(run -> assertThat(tracker.lines(run)).hasSize(10));
    }

    @Test
    void a_deleted_run_harms_no_other() {
        append(1);
        box.settle();
        tracker.delete(RUN);
        RUNS.forEach(run -> box.append(run, CourierTest.log(run, 1, 3)));

        box.settle();

        assertThat(folder.resolve(RUN.toString())).doesNotExist();
        RUNS.subList(1, 7).forEach(run -> assertThat(tracker.entries(run)).isEqualTo(CourierTest.log(run, 0, 3)));
    }

    @Test
    void a_lost_answer_costs_a_repetition_and_nothing_else() {
        tracker.fail(true, () -> new UnavailableException("reset")).fail(true, () -> new UnavailableException("reset"));
        append(20);

        box.settle(MINUTE);

        assertArrived(20);
    }

    @Test
    void a_destination_that_lost_entries_gets_them_again() {
        append(10);
        box.settle();
        RUNS.forEach(run -> tracker.forget(run, 4));
        RUNS.forEach(run -> box.append(run, CourierTest.log(run, 10, 12)));

        box.settle(MINUTE);

        assertArrived(12);
    }

    @Test
    void a_run_that_cannot_be_sent_does_not_keep_up_those_that_share_with_it() {
        box.close();
        try (StillOutbox second = new StillOutbox(folder, new Poisoned(tracker, "status 500"))) {
            RUNS.forEach(run -> second.append(run, CourierTest.log(run, 0, 60)));

            second.settle(Duration.ofSeconds(5));
        }

        assertThat(tracker.lines(RUN)).isEmpty();
        RUNS.subList(1, 7).forEach(run -> assertThat(tracker.lines(run)).hasSize(60));
    }

    @Test
    void a_request_that_is_too_large_for_a_proxy_is_sent_in_parts() {
        box.close();
        Destination small = new Narrow(tracker, 2);
        try (StillOutbox second = new StillOutbox(folder, small)) {
            RUNS.forEach(run -> second.append(run, CourierTest.log(run, 0, 10)));

            second.settle();
        }

        assertArrived(10);
        assertThat(tracker.shared()).isNotEmpty();
    }

    @Test
    void an_older_destination_is_asked_once_and_gets_one_run_at_a_time() {
        tracker.age();
        append(100);

        box.settle();

        assertThat(tracker.shared()).hasSize(1);
        assertArrived(100);
    }

    @Test
    void after_an_outage_everything_is_sent() {
        tracker.down(() -> new UnavailableException("no network"));
        append(10);
        box.settle(Duration.ofMinutes(5));
        tracker.up();
        box.settle(MINUTE);

        assertArrived(10);
    }

    @Test
    void a_courier_that_finishes_tries_each_run_once_more() {
        tracker.down(() -> new UnavailableException("no network"));
        append(2);
        box.outbox.courier().finish();

        assertThat(box.settle()).isNegative();

        assertThat(tracker.requests())
                .extracting(FakeDestination.Request::run)
                .containsExactlyInAnyOrderElementsOf(RUNS);
    }

    private void append(int entries) {
        RUNS.forEach(run -> box.append(run, CourierTest.log(run, 0, entries)));
    }

    private void assertArrived(int entries) {
        RUNS.forEach(run -> assertThat(tracker.entries(run)).isEqualTo(CourierTest.log(run, 0, entries)));
    }

    /** Is unavailable for every request with entries of one run. */
    private record Poisoned(FakeDestination behind, String why) implements Destination {
        @Override
        public long append(UUID run, List<byte[]> lines) {
            if (run.equals(RUN)) {
                throw new UnavailableException(why);
            }
            return behind.append(run, lines);
        }

        @Override
        public int mostRuns() {
            return behind.mostRuns();
        }

        @Override
        public List<RunAnswer> append(List<RunLines> runs) {
            if (runs.stream().anyMatch(run -> run.run().equals(RUN))) {
                throw new UnavailableException(why);
            }
            return behind.append(runs);
        }
    }

    /** Accepts at most this many runs in a request. */
    private record Narrow(FakeDestination behind, int most) implements Destination {
        @Override
        public long append(UUID run, List<byte[]> lines) {
            return behind.append(run, lines);
        }

        @Override
        public int mostRuns() {
            return behind.mostRuns();
        }

        @Override
        public List<RunAnswer> append(List<RunLines> runs) {
            if (runs.size() > most) {
                throw new RejectedException("413");
            }
            return behind.append(runs);
        }
    }
}
