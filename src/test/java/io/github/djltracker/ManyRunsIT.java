package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thousand trainings at once, each of which sends once a second. The times are printed, but not checked. */
final class ManyRunsIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyRunsIT.class);
    private static final int RUNS = 1_000;
    private static final int SECONDS = 8;
    private static final int THREADS = 32;
    /** A reader follows one run out of this many. */
    private static final int RUNS_A_READER = 20;

    @TempDir
    private Path folder;

    @Test
    void a_thousand_runs_are_served_and_a_reader_finds_each_entry_that_was_taken() throws Exception {
        // a start, a batch per second, and an end
        Workload workload = new Workload(Seeds.next(), RUNS, SECONDS, 4);
        long[] nanos = new long[RUNS / RUNS_A_READER * (int) workload.entries()];
        AtomicInteger count = new AtomicInteger();
        try (SqlStore store = SqlStore.open(folder.resolve("server.db"));
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(0).build());
                HttpStore http = HttpStore.open(server.uri().toString())) {
            RunLogs logs = http.logs();
            ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);
            CountDownLatch going = new CountDownLatch(RUNS);
            try {
                long begin = System.nanoTime();
                for (int run = 0; run < RUNS; run++) {
                    Training training = new Training(workload, run, logs, executor, nanos, count, going);
                    training.schedule(begin + run * 1_000_000L);
                }
                assertThat(going.await(3, TimeUnit.MINUTES)).isTrue();
            } finally {
                executor.shutdownNow();
            }

            workload.assertArrived(store.logs());
        }
        Arrays.sort(nanos);
        LOG.info(
                "from when an entry was due until a reader saw it: {} ms p50, {} ms p99, {} ms at the most",
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
        assertThat(count.get()).isEqualTo(nanos.length);
    }

    /**
     * Sends its entries one after the other, each a second after the one before, or as soon as that one is accepted.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Training(
            Workload workload,
            int run,
            RunLogs logs,
            ScheduledExecutorService executor,
            long[] nanos,
            AtomicInteger count,
            CountDownLatch going) {
        void schedule(long dueNanos) {
            schedule(0, dueNanos);
        }

        private void schedule(long sequence, long dueNanos) {
            Future<?> unused = executor.schedule(
                    () -> send(sequence, dueNanos), dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        private void send(long sequence, long dueNanos) {
            RunEntry entry = workload.entry(run, sequence);
            try {
                logs.append(workload.run(run), entry);
            } catch (UnavailableException e) {
                // as every recorder does
                LOG.info("tried again", e);
                Future<?> unused = executor.schedule(() -> send(sequence, dueNanos), 100, TimeUnit.MILLISECONDS);
                return;
            }
            if (run % RUNS_A_READER == 0) {
                // an accepted entry can be read; the time includes the reader's own request
                if (logs.entries(workload.run(run), sequence, 1).isEmpty()) {
                    throw new AssertionError("entry " + sequence + " of run " + run + " was taken and does not exist");
                }
                nanos[count.getAndIncrement()] = System.nanoTime() - dueNanos;
            }
            if (sequence + 1 < workload.entries()) {
                schedule(sequence + 1, dueNanos + 1_000_000_000L);
            } else {
                going.countDown();
            }
        }
    }
}
