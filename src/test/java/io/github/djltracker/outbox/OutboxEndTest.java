package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.log.Line;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code flush} and {@code close} of an outbox guarantee. */
@Timeout(60)
final class OutboxEndTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final UUID RUN = new UUID(0, 1);

    @TempDir
    private Path folder;

    private final CollectingSink sink = new CollectingSink();

    private Outbox open() {
        return Outbox.open(folder, "nowhere", Destination.of(sink));
    }

    @Test
    void flush_says_no_while_the_destination_does_not_answer() {
        try (Outbox outbox = Outbox.open(folder, "nowhere", down())) {
            assertThat(outbox.flush(Duration.ZERO)).isTrue();
            outbox.append(RUN, Entries.start(RUN, "e", "h"));

            assertThat(outbox.flush(Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void flush_says_no_where_something_was_refused() {
        try (Outbox outbox = Outbox.open(folder, "nowhere", (run, lines) -> {
            throw new RejectedException("no");
        })) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.append(RUN, Entries.end(1, RunStatus.FINISHED));

            assertThat(outbox.flush(LONG)).isFalse();
        }
    }

    @Test
    void flush_tells_of_a_refusal_in_a_run_that_is_over_once() {
        FakeDestination tracker = new FakeDestination();
        tracker.refuse(entry -> Line.points(entry) > 0);
        try (Outbox outbox = Outbox.open(folder, "nowhere", tracker)) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.append(RUN, Entries.iterations(1, 1));
            outbox.append(RUN, Entries.end(2, RunStatus.FINISHED));

            assertThat(outbox.flush(LONG)).isFalse();
            while (outbox.held() > 0) {
                outbox.flush(Duration.ofMillis(5));
            }
            outbox.flush(LONG);
            assertThat(outbox.flush(LONG)).isTrue();
        }
    }

    @Test
    void flush_of_an_interrupted_thread_says_no_and_leaves_it_interrupted() {
        try (Outbox outbox = Outbox.open(folder, "nowhere", down())) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            Thread.currentThread().interrupt();

            assertThat(outbox.flush(LONG)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void an_interrupted_thread_appends_and_closes() {
        Outbox outbox = open();
        Thread.currentThread().interrupt();

        outbox.append(RUN, Entries.start(RUN, "e", "h"));
        outbox.append(RUN, Entries.end(1, RunStatus.FINISHED));
        boolean isAll = outbox.close(LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(isAll).isTrue();
        assertThat(sink.entries(RUN)).hasSize(2);
    }

    @Test
    void close_makes_one_last_attempt_and_says_what_is_left() {
        AtomicInteger attempts = new AtomicInteger();
        Outbox outbox = Outbox.open(folder, "nowhere", (run, lines) -> {
            attempts.incrementAndGet();
            throw new UnavailableException("no network", null, Duration.ofSeconds(100));
        });
        outbox.append(RUN, Entries.start(RUN, "e", "h"));
        outbox.flush(Duration.ofMillis(200));
        int before = attempts.get();

        long began = System.nanoTime();
        try (LogCapture log = LogCapture.of(Outbox.class)) {
            assertThat(outbox.close(LONG)).isFalse();
            assertThat(outbox.close(LONG)).isFalse();

            assertThat(log.messages(Level.INFO))
                    .singleElement()
                    .asString()
                    .contains("1 entries", folder.getFileName().toString(), "sync");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(attempts.get()).isBetween(before, before + 2);
        assertThat(OutboxStatus.read(folder).entries()).isEqualTo(1);
    }

    @Test
    void close_does_not_promise_what_somebody_has_deleted() throws IOException {
        Outbox outbox = Outbox.open(folder, "nowhere", down());
        outbox.append(RUN, Entries.start(RUN, "e", "h"));
        try (Stream<Path> files = Files.walk(folder.resolve(RUN.toString()))) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }

        try (LogCapture log = LogCapture.of(Outbox.class)) {
            assertThat(outbox.close(LONG)).isFalse();

            assertThat(log.warnings()).singleElement().asString().contains("1 unsent entries", "lost");
            assertThat(log.messages(Level.INFO)).noneMatch(said -> said.contains("wait"));
        }
    }

    @Test
    void close_sends_for_as_long_as_it_gets_on() {
        FakeDestination tracker = new FakeDestination();
        Outbox first = Outbox.open(folder, "nowhere", down());
        for (int i = 0; i < 40; i++) {
            UUID run = new UUID(3, i);
            first.append(run, Entries.start(run, "e", "h"));
        }
        first.close(LONG);

        assertThat(Outbox.open(folder, "nowhere", tracker).close(LONG)).isTrue();

        for (int i = 0; i < 40; i++) {
            assertThat(tracker.lines(new UUID(3, i))).hasSize(1);
        }
    }

    @Test
    void close_sends_what_it_can_where_a_run_of_earlier_fails() {
        FakeDestination tracker = new FakeDestination();
        AtomicInteger failures = new AtomicInteger();
        Destination poisoned = (run, lines) -> {
            if (run.getMostSignificantBits() == 3) {
                failures.incrementAndGet();
                throw new UnavailableException("status 500");
            }
            return tracker.append(run, lines);
        };
        Outbox first = Outbox.open(folder, "fake", down());
        for (int i = 0; i < 3; i++) {
            UUID run = new UUID(3, i);
            first.append(run, Entries.start(run, "e", "h"));
        }
        first.close(LONG);

        ManualCourierClock pace = new ManualCourierClock();
        try (StillOutbox second = new StillOutbox(folder, poisoned, StillOutbox.BOUNDS, pace)) {
            second.settle();
            second.append(RUN, CourierTest.log(RUN, 0, 100));
            int before = failures.get();
            second.outbox.courier().finish();

            assertThat(second.settle()).isNegative();

            assertThat(tracker.entries(RUN)).hasSize(100);
            assertThat(failures.get()).isLessThanOrEqualTo(before + 3);
        }
    }

    @Test
    void close_does_not_wait_longer_than_it_may_for_a_destination_that_hangs() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Outbox outbox = Outbox.open(folder, "nowhere", (run, lines) -> {
            reached.countDown();
            boolean isOver = false;
            while (!isOver) {
                try {
                    released.await();
                    isOver = true;
                } catch (InterruptedException e) {
                    // simulates a client that ignores interrupts
                }
            }
            return lines.size();
        });
        outbox.append(RUN, Entries.start(RUN, "e", "h"));
        // the request that hangs contains only the start
        reached.await();
        outbox.append(RUN, Entries.end(1, RunStatus.FINISHED));

        assertThat(outbox.flush(Duration.ofMillis(20))).isFalse();
        assertThat(outbox.close(Duration.ofMillis(20))).isFalse();

        // neither the new outbox nor the one that still hangs disturbs the other
        Outbox second = open();
        assertThat(second.close(LONG)).isTrue();
        assertThat(sink.entries(RUN)).hasSize(2);
        released.countDown();
        assertThat(outbox.close(LONG)).isFalse();
    }

    @Test
    void a_request_under_way_is_interrupted_at_the_end() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Outbox outbox = Outbox.open(folder, "nowhere", (run, lines) -> {
            reached.countDown();
            try {
                new CountDownLatch(1).await();
                return lines.size();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
                throw new UnavailableException("interrupted", e);
            }
        });
        outbox.append(RUN, Entries.start(RUN, "e", "h"));
        reached.await();

        outbox.close(Duration.ofMillis(20));

        interrupted.await();
    }

    static Destination down() {
        return (run, lines) -> {
            throw new UnavailableException("no network");
        };
    }
}
