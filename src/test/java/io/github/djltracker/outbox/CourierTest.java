package io.github.djltracker.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CourierTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
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
    void sends_what_was_appended_and_deletes_it_with_the_end() {
        box.append(RUN, log(RUN, 0, 3));
        box.settle();

        assertThat(tracker.entries(RUN)).isEqualTo(log(RUN, 0, 3));
        assertThat(folder.resolve(RUN.toString())).exists();

        box.outbox.append(RUN, Entries.end(3, RunStatus.FINISHED));
        box.settle();

        assertThat(tracker.entries(RUN)).hasSize(4);
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void a_request_holds_no_more_lines_and_bytes_than_it_may() {
        box.append(RUN, log(RUN, 0, 200));

        box.settle();

        assertThat(tracker.entries(RUN)).hasSize(200);
        assertThat(tracker.requests()).hasSizeLessThan(60).allSatisfy(request -> {
            assertThat(request.lines()).isLessThanOrEqualTo(20);
            assertThat(request.bytes()).isLessThanOrEqualTo(1_000);
        });
    }

    @Test
    void what_arrives_during_a_request_goes_together_in_the_next() {
        box.close();
        List<Integer> lines = new ArrayList<>();
        AtomicReference<StillOutbox> sending = new AtomicReference<>();
        Destination slow = (run, sent) -> {
            if (lines.isEmpty()) {
                requireNonNull(sending.get()).append(run, log(run, 1, 6));
            }
            lines.add(sent.size());
            return tracker.append(run, sent);
        };

        try (StillOutbox second = new StillOutbox(folder, slow)) {
            sending.set(second);
            second.append(RUN, log(RUN, 0, 1));
            second.settle();
        }

        assertThat(lines).containsExactly(1, 5);
        assertThat(tracker.entries(RUN)).isEqualTo(log(RUN, 0, 6));
    }

    @Test
    void a_line_that_is_longer_than_a_request_goes_alone() {
        box.outbox.append(RUN, Entries.start(RUN, "e", "h"));
        box.outbox.append(RUN, Entries.points(1, "loss", null, 0, new double[500]));
        box.outbox.append(RUN, Entries.iterations(2, 1));

        box.settle();

        assertThat(tracker.requests())
                .extracting(FakeDestination.Request::lines)
                .containsExactly(1, 1, 1);
    }

    @Test
    void runs_take_turns() {
        box.append(RUN, log(RUN, 0, 100));
        box.append(OTHER, log(OTHER, 0, 100));

        box.settle();

        List<UUID> turns =
                tracker.requests().stream().map(FakeDestination.Request::run).toList();
        for (int i = 2; i < turns.size(); i++) {
            assertThat(turns.get(i)).isEqualTo(turns.get(i - 2));
        }
        assertThat(turns).contains(RUN, OTHER);
    }

    @Test
    void waits_longer_after_each_failure_and_sends_as_soon_as_it_can() {
        tracker.down(() -> new UnavailableException("no network"));
        box.append(RUN, log(RUN, 0, 3));
        attempt();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            waits.add(attempt().toMillis());
        }

        tracker.up();
        box.settle(Duration.ofSeconds(30));

        // half of 100 ms, 200 ms, ... 30 s: the random factor is fixed here
        assertThat(waits)
                .containsExactly(
                        50L, 100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 15_000L, 15_000L, 15_000L);
        assertThat(tracker.entries(RUN)).hasSize(3);
        assertThat(log.messages(Level.INFO))
                .hasSize(2)
                .anySatisfy(said -> assertThat(said).contains("no network", "fake"))
                .anySatisfy(said -> assertThat(said).contains("again"));
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void waits_for_as_long_as_the_destination_asks_but_not_for_days() {
        box.append(RUN, log(RUN, 0, 3));
        tracker.fail(false, () -> new UnavailableException("busy", null, Duration.ofSeconds(7)));
        tracker.fail(false, () -> new UnavailableException("busy", null, Duration.ofDays(7)));

        attempt();
        box.outbox.courier().hurry();
        Duration first = attempt();
        Duration second = attempt();

        assertThat(first).isEqualTo(Duration.ofSeconds(7));
        assertThat(second).isEqualTo(Duration.ofMinutes(5));
        assertThat(tracker.entries(RUN)).hasSize(3);
    }

    @Test
    void somebody_who_waits_gets_an_attempt_at_once() {
        tracker.down(() -> new UnavailableException("no network"));
        box.append(RUN, log(RUN, 0, 3));
        for (int i = 0; i < 9; i++) {
            attempt();
        }
        box.step();
        tracker.up();

        assertThat(box.step()).isPositive();
        box.outbox.flush(Duration.ZERO);

        assertThat(box.step()).isZero();
        assertThat(tracker.entries(RUN)).hasSize(3);
    }

    @Test
    void says_a_new_cause_but_not_every_minute() {
        box.append(RUN, log(RUN, 0, 1));
        for (int i = 0; i < 1_000; i++) {
            String message = i % 2 == 0 ? "no network" : "no token";
            tracker.fail(false, () -> new UnavailableException(message));
        }

        box.settle(Duration.ofMinutes(10));

        assertThat(log.warnings()).hasSizeBetween(5, 11);
    }

    @Test
    void a_destination_that_comes_and_goes_is_not_said_every_time() {
        box.append(RUN, log(RUN, 0, 1));
        for (int i = 1; i < 100; i++) {
            tracker.fail(false, () -> new UnavailableException("no network"));
            box.outbox.append(RUN, Entries.iterations(i, i));
            box.settle(Duration.ofMillis(200));
        }

        assertThat(log.warnings()).hasSize(1);
        assertThat(log.messages(Level.INFO)).hasSize(2);
    }

    @Test
    void a_run_that_fails_alone_does_not_keep_up_the_others() {
        box.append(RUN, log(RUN, 0, 50));
        box.append(OTHER, log(OTHER, 0, 50));
        Destination poisoned = (run, lines) -> {
            if (run.equals(RUN)) {
                throw new UnavailableException("status 500");
            }
            return tracker.append(run, lines);
        };
        box.close();

        try (StillOutbox second = new StillOutbox(folder, poisoned)) {
            second.settle(Duration.ofSeconds(2));
            assertThat(tracker.entries(OTHER)).hasSize(50);
        }
    }

    @Test
    void a_lost_answer_costs_a_repetition_and_nothing_else() {
        tracker.fail(true, () -> new UnavailableException("reset")).fail(true, () -> new UnavailableException("reset"));
        box.append(RUN, log(RUN, 0, 60));

        box.settle(MINUTE);

        assertThat(tracker.entries(RUN)).isEqualTo(log(RUN, 0, 60));
    }

    @Test
    void a_destination_that_forgets_all_the_time_is_not_sent_to_without_a_pause() {
        Destination forgetful = (run, lines) -> {
            tracker.forget(run, 0);
            return tracker.append(run, lines);
        };
        box.close();
        try (StillOutbox second = new StillOutbox(folder, forgetful)) {
            second.append(RUN, log(RUN, 0, 100));
            second.settle(MINUTE);
        }

        assertThat(tracker.requests()).hasSizeLessThan(50);
    }

    @Test
    void a_destination_that_takes_nothing_without_a_word_is_not_sent_to_without_a_pause() {
        Destination idle = (run, lines) -> {
            tracker.requests();
            return 0;
        };
        box.close();
        try (StillOutbox second = new StillOutbox(folder, idle)) {
            second.append(RUN, log(RUN, 0, 1));
            assertThat(second.settle()).isPositive();
            assertThat(second.outbox.status().failure()).contains("did not accept it");
        }
    }

    @Test
    void a_clock_that_is_set_back_harms_nothing() {
        box.pace.set(Instant.parse("1999-01-01T00:00:00Z"));
        tracker.fail(false, () -> new UnavailableException("no network"));
        box.append(RUN, log(RUN, 0, 3));
        box.pace.set(Instant.parse("1970-01-01T00:00:00Z"));

        box.settle(Duration.ofSeconds(1));

        assertThat(tracker.entries(RUN)).hasSize(3);
    }

    @Test
    void a_courier_survives_whatever_a_destination_throws() {
        tracker.fail(false, () -> new IllegalStateException("a bug"));
        tracker.fail(false, () -> new IllegalStateException("a bug"));
        box.append(RUN, log(RUN, 0, 3));

        box.settle(MINUTE);

        assertThat(tracker.entries(RUN)).hasSize(3);
        assertThat(log.warnings()).hasSize(1);
    }

    /** Advances the time until the next attempt, and returns how long that took. */
    private Duration attempt() {
        int before = tracker.requests().size();
        long waited = 0;
        while (true) {
            long wait = box.step();
            if (tracker.requests().size() > before) {
                return Duration.ofNanos(waited);
            }
            box.pace.advance(wait);
            waited += wait;
        }
    }

    static List<RunEntry> log(UUID run, int from, int to) {
        List<RunEntry> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            entries.add(i == 0 ? Entries.start(run, "e", "h") : batch(i));
        }
        return entries;
    }

    private static RunBatch batch(int sequence) {
        return Entries.points(sequence, "loss", "train", sequence, sequence, sequence + 0.5);
    }
}
