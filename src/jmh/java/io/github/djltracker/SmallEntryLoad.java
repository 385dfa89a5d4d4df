package io.github.djltracker;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.store.Noise;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Connections that send small entries, each of its own runs: as fast as they are answered, or one entry of each run per
 * second.
 */
final class SmallEntryLoad {
    static final int RUNS = 4_000;
    static final int MODELS = 100;
    static final int CONNECTIONS = 128;
    static final int POINTS = 10;

    private static final long SECOND = 1_000_000_000;

    private final List<Connection> connections;

    private SmallEntryLoad(List<Connection> connections) {
        this.connections = connections;
    }

    /** Times that were measured: of each entry of each connection, in nanoseconds. */
    record Seen(List<long[]> nanos) {
        int entries() {
            return nanos.stream().mapToInt(times -> times.length).sum();
        }

        double millis(double quantile) {
            long[] all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return all[(int) (quantile * (all.length - 1))] / 1e6;
        }

        /** The lowest number of entries of any connection, as a fraction of the mean. */
        double least() {
            int least = nanos.stream().mapToInt(times -> times.length).min().orElse(0);
            return (double) least * nanos.size() / entries();
        }
    }

    /** Begins the runs, at least one for each connection. The connections are distributed over the servers in turn. */
    static SmallEntryLoad start(int runs, String... urls) throws Exception {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new Connection(URI.create(urls[i % urls.length]), i, runs));
        }
        SmallEntryLoad load = new SmallEntryLoad(connections);
        load.each(connection -> {
            connection.begin();
            return new long[0];
        });
        return load;
    }

    Seen run(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return new Seen(each(connection -> connection.send(end)));
    }

    /**
     * Sends one entry of each run per second. Each run has its own time within the second; an entry is late if the one
     * before it on its connection was answered late. The times are measured from when an entry is due: until it is
     * answered or, for runs that readers follow, until a reader sees it.
     *
     * @param readers the number of readers, which poll the followed runs over their own connections
     */
    Paced everySecond(Duration time, int readers) throws Exception {
        long begin = System.nanoTime() + SECOND;
        long end = begin + time.toNanos();
        for (Connection connection : connections) {
            connection.first = connection.next.clone();
        }
        ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS + readers);
        try {
            List<Future<long[]>> sent = new ArrayList<>();
            for (Connection connection : connections) {
                sent.add(executor.submit(() -> connection.sendEverySecond(begin, end)));
            }
            List<Future<long[]>> seen = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                Connection followed = connections.get(i * CONNECTIONS / readers);
                seen.add(executor.submit(() -> new EntryReader(followed).follow(begin, end)));
            }
            return new Paced(new Seen(all(sent)), new Seen(all(seen)));
        } finally {
            executor.shutdownNow();
        }
    }

    /** How long entries took from when they were due: until they were answered, and until a reader saw them. */
    record Paced(Seen answered, Seen seen) {}

    private static List<long[]> all(List<Future<long[]>> futures) throws Exception {
        List<long[]> results = new ArrayList<>();
        for (Future<long[]> one : futures) {
            results.add(one.get());
        }
        return results;
    }

    private interface Work {
        long[] by(Connection connection) throws IOException;
    }

    private List<long[]> each(Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<long[]>> all = new ArrayList<>();
            for (Connection connection : connections) {
                all.add(executor.submit(() -> work.by(connection)));
            }
            return all(all);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Follows the runs of a connection, one after the other. */
    private static final class EntryReader {
        private static final int PAUSE_MILLIS = 5;

        private final Connection followed;
        private final Connection own;

        EntryReader(Connection followed) throws IOException {
            this.followed = followed;
            own = new Connection(followed.server, 0, CONNECTIONS);
        }

        /** For each entry that the reader waits for, how long after it was due it was seen. */
        long[] follow(long begin, long end) throws IOException, InterruptedException {
            List<Long> nanos = new ArrayList<>();
            int run = 0;
            // an entry that is due in the last second is seen after the end
            while (System.nanoTime() < end - SECOND) {
                long round = Math.max(0, (System.nanoTime() - begin) / SECOND + 1);
                long due = followed.due(begin, round, run);
                if (due >= end) {
                    break;
                }
                sleepUntil(due);
                long wanted = followed.first[run] + round + 1;
                while (own.nextOf(followed.runs.get(run)) < wanted) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                nanos.add(System.nanoTime() - due);
                run = (run + 7) % followed.runs.size();
            }
            return nanos.stream().mapToLong(Long::longValue).toArray();
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** One connection and its runs. Not thread-safe. */
    private static final class Connection {
        private final URI server;
        private final HttpConnection http;
        private final List<UUID> runs = new ArrayList<>();
        private final List<Integer> models = new ArrayList<>();
        private final Noise noise;
        private final long[] next;
        private long[] first;
        private int turn;

        Connection(URI server, int number, int allRuns) throws IOException {
            this.server = server;
            http = new HttpConnection(server);
            noise = new Noise(POINTS, number);
            for (int run = number; run < allRuns; run += CONNECTIONS) {
                runs.add(UUID.randomUUID());
                models.add(run % MODELS);
            }
            next = new long[runs.size()];
            first = next;
        }

        /** When the entry of a run is due in a given second. */
        long due(long begin, long second, int run) {
            return begin + second * SECOND + run * SECOND / runs.size();
        }

        long[] sendEverySecond(long begin, long end) throws IOException, InterruptedException {
            List<Long> nanos = new ArrayList<>();
            for (long second = 0; ; second++) {
                for (int run = 0; run < runs.size(); run++) {
                    long due = due(begin, second, run);
                    if (due >= end) {
                        return nanos.stream().mapToLong(Long::longValue).toArray();
                    }
                    sleepUntil(due);
                    append(run, noise.batch(POINTS, next[run]));
                    nanos.add(System.nanoTime() - due);
                }
            }
        }

        /** The next expected entry of a run, as the server reports it. */
        long nextOf(UUID run) throws IOException {
            String body = http.get("/api/v1/runs/" + run + "/next");
            return Long.parseLong(body.replaceAll("\\D", ""));
        }

        void begin() throws IOException {
            for (int i = 0; i < runs.size(); i++) {
                String hash = String.format(Locale.ROOT, "%064x", models.get(i) + 1);
                append(
                        i,
                        new RunStart(
                                runs.get(i), "benchmark", hash, null, null, List.of(), Instant.EPOCH, null, Map.of()));
            }
        }

        long[] send(long end) throws IOException {
            long[] nanos = new long[1_000];
            int sent = 0;
            for (long now = System.nanoTime(); now < end; sent++) {
                RunEntry entry = noise.batch(POINTS, next[turn]);
                append(turn, entry);
                turn = (turn + 1) % runs.size();
                if (sent == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * sent);
                }
                long after = System.nanoTime();
                nanos[sent] = after - now;
                now = after;
            }
            return Arrays.copyOf(nanos, sent);
        }

        private void append(int run, RunEntry entry) throws IOException {
            byte[] line = RunLogJson.write(entry);
            byte[] body = Arrays.copyOf(line, line.length + 1);
            body[line.length] = '\n';
            http.post("/api/v1/runs/" + runs.get(run) + "/entries", "application/x-ndjson", body);
            next[run]++;
        }
    }
}
