package io.github.djltracker.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.CollectingSink.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recorder writes, and when. */
class RecorderTest extends StartedRecorders {
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
    void tries_again_until_a_failing_sink_takes_the_entry() {
        AtomicInteger calls = new AtomicInteger();
        Sink failing = (id, entry) -> {
            long next = calls.incrementAndGet() % 2 == 0 ? -1 : kept.append(id, entry);
            if (calls.get() % 3 != 0) {
                // fails both after and before it wrote; either way the entry is sent again
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
