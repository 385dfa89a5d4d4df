package io.github.djltracker;

import io.github.djltracker.store.Noise;
import io.github.djltracker.testing.process.PostgresServer;
import io.github.djltracker.testing.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how many runs can each send an entry of ten points once a second while readers still see each entry within a
 * second: how long after it was due an entry is answered, and seen by readers that ask for the next sequence number of
 * its run. The servers are processes of this class path; they share the processors with the load, which is in this
 * process. Needs Linux.
 *
 * <p>Arguments: the seconds to measure, after a third of that time as warm-up; {@code sqlite}, or {@code postgres} for
 * a PostgreSQL that is started for this; the number of servers, more than one only on PostgreSQL; and one or more
 * numbers of runs, each at least 128.
 */
public final class EverySecondFigures {
    private static final int READERS = 16;

    private EverySecondFigures() {}

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
        boolean isPostgres = arguments[1].equals("postgres");
        int servers = Integer.parseInt(arguments[2]);
        System.out.println("| runs | entries per second | answered p50 | p99 | seen p50 | p99 | entries looked for |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String runs : List.of(arguments).subList(3, arguments.length)) {
            Path folder = Files.createTempDirectory("djl-tracker-benchmark");
            try (PostgresServer database = isPostgres ? PostgresServer.start() : null) {
                String store = database == null ? folder.resolve("tracker.db").toString() : database.database();
                measure(Integer.parseInt(runs), time, start(store, servers));
            } finally {
                Noise.delete(folder);
            }
        }
    }

    private static List<ServerProcess> start(String store, int count) throws Exception {
        List<ServerProcess> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(ServerProcess.start(new ProcessBuilder(
                    ServerProcess.command(System.getProperty("java.class.path"), store, ServerProcess.freePort()))));
        }
        return servers;
    }

    private static void measure(int runs, Duration time, List<ServerProcess> servers) throws Exception {
        try {
            String[] urls = servers.stream().map(ServerProcess::url).toArray(String[]::new);
            SmallEntryLoad load = SmallEntryLoad.start(runs, urls);
            load.everySecond(time.dividedBy(3), READERS);
            SmallEntryLoad.Paced paced = load.everySecond(time, READERS);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %,.0f | %s | %s | %s | %s | %,d |%n",
                    runs,
                    paced.answered().entries() / (time.toNanos() / 1e9),
                    millis(paced.answered(), 0.5),
                    millis(paced.answered(), 0.99),
                    millis(paced.seen(), 0.5),
                    millis(paced.seen(), 0.99),
                    paced.seen().entries());
        } finally {
            for (ServerProcess server : servers) {
                server.close();
            }
        }
    }

    private static String millis(SmallEntryLoad.Seen seen, double quantile) {
        return String.format(Locale.ROOT, "%.1f ms", seen.millis(quantile));
    }
}
