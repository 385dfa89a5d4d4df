package io.github.djltracker;

import io.github.djltracker.store.Noise;
import io.github.djltracker.testing.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many small entries different builds of the server take, each alone on processor 0: entries of ten points, one per
 * request, from 4,000 runs of 100 models in turn over 128 connections, each of which sends its next entry when the last
 * is answered. Needs Linux, and must itself be started on another processor:
 *
 * <pre>{@code
 * taskset -c 1 java -cp ... io.github.djltracker.SmallEntryFigures SECONDS ROUNDS STORE BUILD [BUILD...]
 * }</pre>
 *
 * <p>A build is a class path, such as the app jar of a checkout. STORE is {@code sqlite}, or the URL of an empty
 * PostgreSQL database, in which every turn leaves its runs. The builds take turns. A line is printed for each turn.
 */
public final class SmallEntryFigures {
    private static final Logger LOG = LoggerFactory.getLogger(SmallEntryFigures.class);

    private SmallEntryFigures() {}

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        List<String> builds = List.of(arguments).subList(3, arguments.length);
        List<List<Double>> rates = new ArrayList<>();
        builds.forEach(build -> rates.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < builds.size(); i++) {
                rates.get(i).add(turn(i, builds.get(i), arguments[2], time));
            }
        }
        for (int i = 1; i < builds.size(); i++) {
            LOG.info(
                    "build {} against build 0: {} times as many", i, text(median(rates.get(i)) / median(rates.get(0))));
        }
    }

    private static double turn(int number, String build, String store, Duration time) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        String place = store.equals("sqlite") ? folder.resolve("tracker.db").toString() : store;
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.addAll(ServerProcess.command(build, place, ServerProcess.freePort()));
        ProcessBuilder builder = new ProcessBuilder(command);
        try (ServerProcess server = ServerProcess.start(builder)) {
            SmallEntryLoad load = SmallEntryLoad.start(SmallEntryLoad.RUNS, server.url());
            load.run(time.dividedBy(2));
            Duration before = cpu(server);
            SmallEntryLoad.Seen seen = load.run(time);
            double micros = cpu(server).minus(before).toNanos() / 1e3 / seen.entries();
            LOG.info(
                    "build {}: {} entries a second, p50 {} ms, p99 {} ms, {} us of the server's processor an entry,"
                            + " the slowest connection has {} of the mean",
                    number,
                    Math.round(seen.entries() / (time.toNanos() / 1e9)),
                    text(seen.millis(0.5)),
                    text(seen.millis(0.99)),
                    Math.round(micros),
                    text(seen.least()));
            return seen.entries() / (time.toNanos() / 1e9);
        } finally {
            Noise.delete(folder);
        }
    }

    private static Duration cpu(ServerProcess server) throws IOException {
        return ProcessHandle.of(server.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("its time is not known"));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
