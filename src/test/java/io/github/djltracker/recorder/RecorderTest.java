package io.github.djltracker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.CollectingSink.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final UUID run = UUID.randomUUID();
    private final CollectingSink kept = new CollectingSink();
    private final ManualPace pace = new ManualPace();
    private final List<Recorder> started = new ArrayList<>();

    /** Lets nothing through until it is opened. */
    private static final class Gate implements Sink {
        private final Sink behind;
        private final Semaphore open = new Semaphore(0);

        Gate(Sink behind) {
            this.behind = behind;
        }

        void open() {
            open.release(1_000_000);
        }

        @Override
        public long append(UUID run, RunEntry entry) {
            open.acquireUninterruptibly();
            return behind.append(run, entry);
        }
    }

    private RunStart start() {
        return new RunStart(run, "e", "h", null, null, List.of(), Instant.EPOCH, null, Map.of());
    }

    private Recorder recorder(Sink sink, Consumer<Recorder> sampler, int bufferPoints) {
        Recorder recorder = new Recorder(run, sink, this::start, sampler, pace, bufferPoints);
        started.add(recorder);
        recorder.start();
        return recorder;
    }

    private Recorder recorder(Sink sink) {
        return recorder(sink, r -> {}, Recorder.BUFFER_POINTS);
    }

    @AfterEach
    void every_recorder_ends() {
        started.forEach(recorder -> recorder.close(LONG));
    }

    @Test
    void writes_a_start_then_points_then_an_end() {
        Recorder recorder = recorder(kept);
        int loss = recorder.series("loss", "train");

        recorder.iteration(1, 1, 5, new int[] {loss}, new double[] {0.5}, 1);
        recorder.iteration(2, 1, 6, new int[] {loss}, new double[] {Double.NaN}, 1);
        recorder.module(new IterationModule(2, new ModuleRecord("Sgd", Map.of())));
        recorder.end(RunStatus.FINISHED, null);

        assertThat(recorder.awaitEnd(LONG)).isTrue();
        assertThat(kept.entries(run).get(0)).isEqualTo(start());
        assertThat(kept.iterations(run)).containsExactly(1L, 2L);
        assertThat(kept.points(run, "loss", "train")).containsExactly(new Point(1, 0.5), new Point(2, Double.NaN));
        assertThat(kept.modules(run)).hasSize(1);
        assertThat(kept.end(run).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(kept.end(run).losses()).isEmpty();
    }

    @Test
    void splits_what_is_more_than_an_entry_may_hold() {
        Recorder recorder = recorder(kept);
        int series = recorder.series("x", null);

        for (int i = 0; i < 25_000; i++) {
            recorder.point(series, i, i, i);
        }

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.points(run, "x", null)).hasSize(25_000).last().isEqualTo(new Point(24_999, 24_999));
        assertThat(kept.entries(run))
                .filteredOn(RunBatch.class::isInstance)
                .allMatch(entry -> ((RunBatch) entry).points() <= Limits.MAX_POINTS);
    }

    @Test
    void is_woken_when_a_buffer_is_half_full() {
        Recorder recorder = recorder(kept, r -> {}, 1_000);
        int series = recorder.series("x", null);
        assertThat(recorder.flush(LONG)).isTrue();

        for (int i = 0; i < 500; i++) {
            recorder.point(series, i, i, i);
        }

        Awaitility.await().atMost(LONG).until(() -> !kept.points(run, "x", null).isEmpty());
    }

    @Test
    void counts_what_does_not_fit_and_keeps_the_rest() {
        Gate gate = new Gate(kept);
        Recorder recorder = recorder(gate, r -> {}, 100);
        int series = recorder.series("x", null);

        for (int i = 0; i < 1_000; i++) {
            recorder.point(series, i, i, i);
        }
        assertThat(recorder.flush(SHORT)).isFalse();
        long lost = recorder.losses().getOrDefault("buffer_full", 0L);
        gate.open();

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.points(run, "x", null)).hasSize((int) (1_000 - lost));
        assertThat(lost).isGreaterThanOrEqualTo(800);
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("buffer_full", lost));
    }

    @Test
    void tries_again_until_a_failing_sink_takes_the_entry() {
        AtomicInteger calls = new AtomicInteger();
        Sink failing = (id, entry) -> {
            long next = calls.incrementAndGet() % 2 == 0 ? -1 : kept.append(id, entry);
            if (calls.get() % 3 != 0) {
                // fails after it wrote as well as before: the entry comes again either way
                throw new UnavailableException("not now");
            }
            return next < 0 ? kept.append(id, entry) : next;
        };
        Recorder recorder = recorder(failing);
        int series = recorder.series("x", null);

        recorder.point(series, 1, 1, 1);
        assertThat(recorder.flush(LONG)).isTrue();
        recorder.point(series, 2, 2, 2);

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.points(run, "x", null)).containsExactly(new Point(1, 1), new Point(2, 2));
        assertThat(recorder.losses()).isEmpty();
    }

    @Test
    void counts_what_the_sink_refuses_and_goes_on_with_the_next_entry() {
        Sink picky = (id, entry) -> {
            if (entry instanceof RunBatch batch
                    && batch.series().stream().anyMatch(s -> s.name().equals("bad"))) {
                throw new RejectedException("bad");
            }
            return kept.append(id, entry);
        };
        Recorder recorder = recorder(picky);

        recorder.point(recorder.series("bad", null), 1, 1, 1);
        assertThat(recorder.flush(LONG)).isFalse();
        recorder.point(recorder.series("good", null), 2, 2, 2);

        assertThat(recorder.close(LONG)).isFalse();
        assertThat(kept.points(run, "good", null)).containsExactly(new Point(2, 2));
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("rejected", 1L));
    }

    @Test
    void counts_the_rest_when_the_run_is_no_longer_in_its_sink() {
        Sink forgetful = (id, entry) -> {
            if (entry.sequence() > 0) {
                throw new GapException(id, entry.sequence(), 0);
            }
            return kept.append(id, entry);
        };
        Recorder recorder = recorder(forgetful);
        int series = recorder.series("x", null);

        recorder.point(series, 1, 1, 1);
        recorder.flush(LONG);
        recorder.point(series, 2, 2, 2);

        assertThat(recorder.close(LONG)).isFalse();
        assertThat(recorder.losses()).containsExactly(Map.entry("rejected", 2L));
    }

    @Test
    void flush_says_no_while_the_sink_hangs_and_keeps_an_interrupt() {
        Gate gate = new Gate(kept);
        Recorder recorder = recorder(gate);
        recorder.point(recorder.series("x", null), 1, 1, 1);

        assertThat(recorder.flush(SHORT)).isFalse();
        Thread.currentThread().interrupt();
        assertThat(recorder.flush(LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();

        gate.open();
        assertThat(recorder.flush(LONG)).isTrue();
    }

    @Test
    void flush_waits_for_an_end_that_was_asked_for() {
        Recorder recorder = recorder(kept);
        recorder.end(RunStatus.FINISHED, null);

        assertThat(Recorder.flushAll(sink -> sink == kept, LONG)).isTrue();

        assertThat(kept.end(run).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void counts_points_that_come_after_the_end() {
        Recorder recorder = recorder(kept);
        int series = recorder.series("x", null);

        recorder.end(RunStatus.FAILED, "why");
        recorder.end(RunStatus.FINISHED, null);
        recorder.iteration(1, 1, 1, new int[] {series}, new double[] {1}, 1);
        recorder.module(new IterationModule(1, new ModuleRecord("m", Map.of())));
        recorder.sample(series, 1, 1, 1);

        assertThat(recorder.awaitEnd(LONG)).isTrue();
        assertThat(recorder.losses()).containsExactly(Map.entry("closed", 3L));
        assertThat(kept.end(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(kept.end(run).error()).isEqualTo("why");
    }

    @Test
    void counts_steps_and_times_that_are_not_allowed() {
        Recorder recorder = recorder(kept);
        int series = recorder.series("x", null);

        recorder.point(series, -1, 1, 1);
        recorder.point(series, 1, Long.MAX_VALUE, 1);

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("invalid", 2L));
    }

    @Test
    void refuses_names_that_are_not_allowed_and_counts_names_that_are_too_many() {
        Recorder recorder = recorder(kept);
        assertThatThrownBy(() -> recorder.series(" ", null)).isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < Recorder.MAX_SERIES; i++) {
            assertThat(recorder.series("x" + i, null)).isEqualTo(i);
        }

        recorder.point(recorder.series("one more", null), 1, 1, 1);
        recorder.point(recorder.series("x7", null), 1, 1, 1);

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("too_many_series", 1L));
        assertThat(kept.points(run, "x7", null)).hasSize(1);
    }

    @Test
    void bounds_what_modules_take() {
        Gate gate = new Gate(kept);
        Recorder recorder = recorder(gate);
        ModuleRecord large = new ModuleRecord("large", Map.of("text", "x".repeat(100_000)));

        for (int i = 0; i < 20; i++) {
            recorder.module(new IterationModule(1, large));
        }
        gate.open();

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.modules(run).size() + recorder.losses().getOrDefault("buffer_full", 0L))
                .isEqualTo(20);
        assertThat(kept.modules(run)).hasSizeBetween(4, 12);
    }

    @Test
    void samples_at_once_and_then_every_ten_seconds_and_beats_when_there_is_nothing_to_say() {
        AtomicInteger samples = new AtomicInteger();
        Recorder recorder = recorder(kept, r -> samples.incrementAndGet(), Recorder.BUFFER_POINTS);
        assertThat(recorder.flush(LONG)).isTrue();
        Awaitility.await().atMost(LONG).until(() -> samples.get() == 1);

        pace.advance(Duration.ofSeconds(9));
        recorder.flush(LONG);
        pace.advance(Duration.ofSeconds(2));
        Awaitility.await().atMost(LONG).until(() -> recorder.flush(LONG) && samples.get() == 2);
        pace.advance(RunWriter.HEARTBEAT);

        Awaitility.await()
                .atMost(LONG)
                .until(() -> recorder.flush(LONG) && kept.entries(run).size() >= 2);
        assertThat(((RunBatch) kept.entries(run).get(1)).points()).isZero();
    }

    @Test
    void a_sampler_that_throws_is_called_again() {
        AtomicInteger samples = new AtomicInteger();
        Recorder recorder = recorder(
                kept,
                r -> {
                    samples.incrementAndGet();
                    throw new IllegalStateException("sampler");
                },
                Recorder.BUFFER_POINTS);
        Awaitility.await().atMost(LONG).until(() -> samples.get() == 1);
        pace.advance(Duration.ofSeconds(11));

        Awaitility.await().atMost(LONG).until(() -> recorder.flush(LONG) && samples.get() == 2);

        assertThat(recorder.close(LONG)).isTrue();
    }

    @Test
    void a_start_that_cannot_be_made_ends_the_recording_and_counts() {
        Recorder recorder = new Recorder(
                run,
                kept,
                () -> {
                    throw new IllegalStateException("no start");
                },
                r -> {},
                pace,
                1_000);
        recorder.point(recorder.series("x", null), 1, 1, 1);
        recorder.start();

        assertThat(recorder.awaitEnd(LONG)).isFalse();
        recorder.point(0, 2, 2, 2);
        assertThat(recorder.losses()).containsOnly(Map.entry("rejected", 1L), Map.entry("closed", 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_point_of_several_threads_arrives_once_through_a_sink_that_fails_at_random(long seed) throws Exception {
        Random random = new Random(seed);
        Sink flaky = (id, entry) -> {
            int dice = random.nextInt(4);
            if (dice == 0) {
                throw new UnavailableException("before");
            }
            long next = kept.append(id, entry);
            if (dice == 1) {
                throw new UnavailableException("after");
            }
            return next;
        };
        Recorder recorder = recorder(flaky);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int number = t;
            threads.add(new Thread(() -> {
                int series = recorder.series("thread" + number, null);
                for (int i = 0; i < 5_000; i++) {
                    recorder.point(series, i, i, i * 0.1);
                    if (i % 500 == 0) {
                        recorder.flush(Duration.ZERO);
                    }
                }
            }));
        }

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(recorder.losses()).isEmpty();
        for (int t = 0; t < 4; t++) {
            List<Point> points = kept.points(run, "thread" + t, null);
            assertThat(points).hasSize(5_000);
            for (int i = 0; i < 5_000; i++) {
                assertThat(points.get(i)).isEqualTo(new Point(i, i * 0.1));
            }
        }
        assertThat(kept.entries(run)).last().isInstanceOf(RunEnd.class);
    }
}
