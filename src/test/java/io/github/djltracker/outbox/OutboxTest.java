package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.folder.DestinationFile;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Line;
import io.github.djltracker.testing.Bad;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outbox with its real courier, real files and real time. */
@Timeout(60)
final class OutboxTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final UUID RUN = new UUID(0, 1);

    @TempDir
    private Path folder;

    private final CollectingSink sink = new CollectingSink();

    @Test
    void what_is_appended_arrives_as_it_was() {
        List<RunEntry> entries = List.of(
                Entries.start(RUN, "e", "h"),
                Entries.points(1, "loss", "train", 0, 1, Double.NaN, -0.0),
                Entries.iterations(2, 1, 2, 3),
                Entries.end(3, RunStatus.FINISHED));

        try (Outbox outbox = open()) {
            entries.forEach(entry -> outbox.append(RUN, entry));

            assertThat(outbox.flush(LONG)).isTrue();
            assertThat(sink.entries(RUN)).isEqualTo(entries);
            assertThat(outbox.close(LONG)).isTrue();
            assertThat(outbox.close(LONG)).isTrue();
        }
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void says_which_entry_is_next_and_skips_what_it_has() {
        try (Outbox outbox = open()) {
            assertThat(outbox.append(RUN, Entries.start(RUN, "e", "h"))).isEqualTo(1);
            assertThat(outbox.append(RUN, Entries.iterations(1, 0))).isEqualTo(2);
            assertThat(outbox.append(RUN, Entries.start(RUN, "e", "h"))).isEqualTo(2);
            gap(outbox, RUN, 3, 2);
            gap(outbox, new UUID(0, 2), 1, 0);
            assertThatThrownBy(() -> outbox.append(new UUID(0, 3), Entries.start(RUN, "e", "h")))
                    .isInstanceOf(RejectedException.class);
            assertThat(outbox.append(RUN, Entries.end(2, RunStatus.FINISHED))).isEqualTo(3);
            assertThat(outbox.flush(LONG)).isTrue();
            assertThat(outbox.append(RUN, Entries.iterations(1, 0))).isEqualTo(3);
            assertThatThrownBy(() -> outbox.append(RUN, Entries.iterations(3, 0)))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("ended with entry 2");
        }
    }

    private static void gap(Outbox outbox, UUID run, long sequence, long wanted) {
        assertThatThrownBy(() -> outbox.append(run, Entries.iterations(sequence, 0)))
                .isInstanceOfSatisfying(
                        GapException.class, e -> assertThat(e.wanted()).isEqualTo(wanted));
    }

    @Test
    void refuses_nulls() {
        try (Outbox outbox = open()) {
            Bad.refusedNull(() -> outbox.append(RUN, Bad.nothing(RunEntry.class)));
            Bad.refusedNull(() -> outbox.append(Bad.nothing(UUID.class), Entries.start(RUN, "e", "h")));
            Bad.refusedNull(() -> Outbox.open(folder, "x", Bad.nothing(Destination.class)));
            assertThatThrownBy(() -> Outbox.open(folder, "nowhere", Destination.of(sink), 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void goes_on_where_an_earlier_outbox_stopped() {
        Outbox first = Outbox.open(folder, "nowhere", down());
        first.append(RUN, Entries.start(RUN, "e", "h"));
        first.append(RUN, Entries.iterations(1, 0));
        assertThat(first.close(LONG)).isFalse();
        assertThatThrownBy(() -> first.append(RUN, Entries.iterations(2, 0))).isInstanceOf(ClosedException.class);

        Outbox second = open();

        assertThat(second.close(LONG)).isTrue();
        assertThat(sink.entries(RUN)).hasSize(2);
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void belongs_to_one_destination() throws IOException {
        open().close();

        assertThatThrownBy(() -> Outbox.open(folder, "elsewhere", Destination.of(sink)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("elsewhere");
        Files.writeString(folder.resolve("destination"), "elsewhere\n");
        Outbox.open(folder, "elsewhere", Destination.of(sink)).close();
    }

    @Test
    void an_empty_name_of_a_destination_is_what_a_power_cut_left() throws IOException {
        Files.createFile(folder.resolve("destination"));

        open().close();

        assertThat(folder.resolve("destination")).content().isEqualTo("nowhere\n");
    }

    @Test
    void of_two_that_claim_a_directory_at_the_same_time_one_gets_it() throws Exception {
        int rounds = 50;
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < rounds; i++) {
                Path directory = Files.createDirectory(folder.resolve("d" + i));
                CountDownLatch begin = new CountDownLatch(2);
                List<Future<Boolean>> claims = new ArrayList<>();
                for (String name : List.of("a", "b")) {
                    claims.add(executor.submit(() -> {
                        begin.countDown();
                        begin.await();
                        try {
                            DestinationFile.claim(directory, name, new Disk());
                            return true;
                        } catch (IllegalArgumentException e) {
                            return false;
                        }
                    }));
                }
                assertThat(claims.get(0).get()).isNotEqualTo(claims.get(1).get());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void a_disk_without_links_is_good_enough() throws IOException {
        Disk vfat = new Disk() {
            @Override
            public void link(Path name, Path file) throws IOException {
                throw new FileSystemException(name.toString(), file.toString(), "Operation not permitted");
            }
        };

        DestinationFile.claim(folder, "nowhere", vfat);

        assertThat(DestinationFile.read(folder)).isEqualTo("nowhere");
        assertThatThrownBy(() -> DestinationFile.claim(folder, "elsewhere", vfat))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Outbox.open(file.resolve("outbox"), "nowhere", Destination.of(sink)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("cannot be opened (")
                .hasMessageContaining("Exception: ");
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

            assertThat(log.warnings()).singleElement().asString().contains("1 entries", "lost");
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
                    // a client that does not care
                }
            }
            return lines.size();
        });
        outbox.append(RUN, Entries.start(RUN, "e", "h"));
        // the request that hangs has the start alone
        reached.await();
        outbox.append(RUN, Entries.end(1, RunStatus.FINISHED));

        assertThat(outbox.flush(Duration.ofMillis(20))).isFalse();
        assertThat(outbox.close(Duration.ofMillis(20))).isFalse();

        // the next one is not disturbed by the one that still hangs, and the other way round
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

    @Test
    void two_outboxes_on_one_directory_share_it() throws Exception {
        int runs = 8;
        int entries = 100;
        FakeDestination tracker = new FakeDestination();
        try (Outbox a = Outbox.open(folder, "nowhere", tracker);
                Outbox b = Outbox.open(folder, "nowhere", tracker)) {
            ExecutorService executor = Executors.newFixedThreadPool(runs);
            try {
                List<Future<?>> writers = new ArrayList<>();
                for (int i = 0; i < runs; i++) {
                    UUID run = new UUID(5, i);
                    Outbox outbox = i % 2 == 0 ? a : b;
                    writers.add(executor.submit(() -> {
                        CourierTest.log(run, 0, entries).forEach(entry -> outbox.append(run, entry));
                        outbox.append(run, Entries.end(entries, RunStatus.FINISHED));
                    }));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                executor.shutdownNow();
            }
            UUID first = new UUID(6, 0);
            a.append(first, Entries.start(first, "e", "h"));
            assertThatThrownBy(() -> b.append(first, Entries.start(first, "e", "h")))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("another process");

            assertThat(a.close(LONG)).isTrue();
            assertThat(b.close(LONG)).isTrue();
        }

        for (int i = 0; i < runs; i++) {
            UUID run = new UUID(5, i);
            assertThat(tracker.entries(run).subList(0, entries)).isEqualTo(CourierTest.log(run, 0, entries));
            assertThat(tracker.entries(run)).hasSize(entries + 1);
        }
        assertThat(OutboxStatus.read(folder).runs()).isZero();
    }

    private Outbox open() {
        return Outbox.open(folder, "nowhere", Destination.of(sink));
    }

    private static Destination down() {
        return (run, lines) -> {
            throw new UnavailableException("no network");
        };
    }
}
