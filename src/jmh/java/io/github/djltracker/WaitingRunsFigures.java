package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.outbox.Outbox;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.RunAnswer;
import io.github.djltracker.outbox.delivery.RunLines;
import io.github.djltracker.store.Noise;
import io.github.djltracker.testing.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast an outbox in which many runs wait is sent to a server in another process, with one run per request and with
 * several: entries of ten points of each run, with requests that are delayed, as over a slow line or to a slow server.
 *
 * <pre>{@code
 * java -cp ... io.github.djltracker.WaitingRunsFigures RUNS ENTRIES ROUNDS MILLISECONDS [MILLISECONDS...]
 * }</pre>
 *
 * <p>Both ways take turns. A line is printed for each turn.
 */
public final class WaitingRunsFigures {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingRunsFigures.class);
    private static final int POINTS = 10;

    private WaitingRunsFigures() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        int entries = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        ProcessBuilder builder = new ProcessBuilder(ServerProcess.command(
                System.getProperty("java.class.path"),
                folder.resolve("tracker.db").toString(),
                ServerProcess.freePort()));
        try (ServerProcess server = ServerProcess.start(builder);
                HttpStore http = HttpStore.open(server.url())) {
            turn(http, folder, runs, entries, 0, false); // warm-up
            turn(http, folder, runs, entries, 0, true);
            for (String millis : Arrays.asList(arguments).subList(3, arguments.length)) {
                List<Double> alone = new ArrayList<>();
                List<Double> together = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    alone.add(turn(http, folder, runs, entries, Integer.parseInt(millis), false));
                    together.add(turn(http, folder, runs, entries, Integer.parseInt(millis), true));
                }
                LOG.info(
                        "{} ms longer: {} entries a second alone, {} together, medians",
                        millis,
                        median(alone),
                        median(together));
            }
        } finally {
            Noise.delete(folder);
        }
    }

    private static double turn(HttpStore http, Path folder, int runs, int entries, int millis, boolean isTogether)
            throws Exception {
        AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
        AtomicInteger requests = new AtomicInteger();
        Destination server = http.destination();
        Slow slow = new Slow(server, gate, requests, millis, isTogether ? server.mostRuns() : 1);
        try (Outbox outbox = Outbox.open(folder.resolve(UUID.randomUUID().toString()), "benchmark", slow)) {
            Noise noise = new Noise(POINTS, 1);
            List<UUID> ids = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                ids.add(noise.start(outbox));
            }
            outbox.flush(Duration.ofMinutes(3));
            gate.set(new CountDownLatch(1));
            requests.set(0);
            for (int entry = 1; entry <= entries; entry++) {
                for (UUID id : ids) {
                    outbox.append(id, noise.batch(POINTS, entry));
                }
            }
            long begin = System.nanoTime();
            requireNonNull(gate.get()).countDown();
            boolean isThere = outbox.flush(Duration.ofMinutes(3));
            double seconds = (System.nanoTime() - begin) / 1e9;
            double rate = isThere ? runs * entries / seconds : Double.NaN;
            LOG.info(
                    "{} ms longer, {}: {} entries a second, {} requests",
                    millis,
                    isTogether ? "together" : "alone",
                    Math.round(rate),
                    requests);
            return rate;
        }
    }

    /** Delays requests: each waits until a gate opens, and then for some milliseconds. */
    private record Slow(
            Destination server, AtomicReference<CountDownLatch> gate, AtomicInteger requests, int millis, int mostRuns)
            implements Destination {
        private void begin() {
            await(requireNonNull(gate.get()));
            requests.incrementAndGet();
            LockSupport.parkNanos(millis * 1_000_000L);
        }

        @Override
        public long append(UUID run, List<byte[]> lines) {
            begin();
            return server.append(run, lines);
        }

        @Override
        public List<RunAnswer> append(List<RunLines> runs) {
            begin();
            return server.append(runs);
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long median(List<Double> values) {
        return Math.round(values.stream().sorted().toList().get(values.size() / 2));
    }
}
