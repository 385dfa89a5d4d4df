package io.github.djltracker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.store.Noise;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
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

/** Connections that send small entries, of runs of their own each, as fast as they are answered. */
final class SmallEntryLoad {
    static final int RUNS = 4_000;
    static final int MODELS = 100;
    static final int CONNECTIONS = 128;
    static final int POINTS = 10;

    private final List<Connection> connections;

    private SmallEntryLoad(List<Connection> connections) {
        this.connections = connections;
    }

    /** What was seen of a time: how long each entry of each connection took, in nanoseconds. */
    record Seen(List<long[]> nanos) {
        int entries() {
            return nanos.stream().mapToInt(times -> times.length).sum();
        }

        double millis(double quantile) {
            long[] all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return all[(int) (quantile * (all.length - 1))] / 1e6;
        }

        /** The fewest entries of a connection, of the mean. */
        double least() {
            int least = nanos.stream().mapToInt(times -> times.length).min().orElse(0);
            return (double) least * nanos.size() / entries();
        }
    }

    /** Begins the runs. */
    static SmallEntryLoad start(String url) throws Exception {
        URI server = URI.create(url);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new Connection(server, i));
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
            List<long[]> results = new ArrayList<>();
            for (Future<long[]> one : all) {
                results.add(one.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    /** One connection and its runs. Not thread-safe. */
    private static final class Connection {
        private final URI server;
        private final Socket socket;
        private final InputStream in;
        private final List<UUID> runs = new ArrayList<>();
        private final List<Integer> models = new ArrayList<>();
        private final Noise noise;
        private final long[] next;
        private int turn;

        Connection(URI server, int number) throws IOException {
            this.server = server;
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            noise = new Noise(POINTS, number);
            for (int run = number; run < RUNS; run += CONNECTIONS) {
                runs.add(UUID.randomUUID());
                models.add(run % MODELS);
            }
            next = new long[runs.size()];
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
            String head = "POST /api/v1/runs/" + runs.get(run) + "/entries HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + (line.length + 1) + "\r\n\r\n";
            ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + line.length + 1);
            request.writeBytes(head.getBytes(US_ASCII));
            request.writeBytes(line);
            request.write('\n');
            socket.getOutputStream().write(request.toByteArray());
            answer();
            next[run]++;
        }

        /** Reads an answer of 200 to its end. */
        private void answer() throws IOException {
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            lower.substring("content-length:".length()).trim());
                }
            }
            byte[] body = in.readNBytes(length);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status + " " + new String(body, US_ASCII));
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("the server closed the connection");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }
    }
}
