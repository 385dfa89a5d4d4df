package io.github.djltracker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.store.Noise;
import io.github.djltracker.testing.process.ServerProcess;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many requests with ten points each this server, FastTrackML and MLflow accept, each alone on processor 0 and on
 * SQLite: from 1,000 runs in turn over 64 connections, each of which sends its next request when the last is answered.
 * Needs Linux, and must itself be started on another processor:
 *
 * <pre>{@code
 * taskset -c 1 java -cp ... io.github.djltracker.PeerEntryFigures SECONDS ROUNDS fml=COMMAND mlflow=COMMAND
 * }</pre>
 *
 * <p>The commands are those that the Python packages install; either may be left out. The servers take turns.
 */
public final class PeerEntryFigures {
    private static final int RUNS = 1_000;
    private static final int CONNECTIONS = 64;
    private static final int POINTS = 10;
    private static final Duration READY = Duration.ofMinutes(2);

    private PeerEntryFigures() {}

    /** How a server is started and called. */
    private enum Peer {
        OURS {
            @Override
            List<String> command(String program, Path folder, int port) {
                return ServerProcess.command(
                        System.getProperty("java.class.path"),
                        folder.resolve("tracker.db").toString(),
                        port);
            }

            @Override
            String health() {
                return "/api/v1/health";
            }

            @Override
            String begin(HttpConnection http, int run) throws IOException {
                UUID id = UUID.randomUUID();
                RunStart start = new RunStart(
                        id, "benchmark", "h" + run % 25, null, null, List.of(), Instant.EPOCH, null, Map.of());
                send(http, id.toString(), RunLogJson.write(start));
                return id.toString();
            }

            @Override
            void send(HttpConnection http, String run, long step, Noise noise) throws IOException {
                send(http, run, RunLogJson.write(noise.batch(POINTS, step + 1)));
            }

            private void send(HttpConnection http, String run, byte[] line) throws IOException {
                byte[] body = Arrays.copyOf(line, line.length + 1);
                body[line.length] = '\n';
                http.post("/api/v1/runs/" + run + "/entries", "application/x-ndjson", body);
            }
        },

        FML {
            @Override
            List<String> command(String program, Path folder, int port) {
                return List.of(
                        program,
                        "server",
                        "--listen-address",
                        "127.0.0.1:" + port,
                        "--database-uri",
                        "sqlite://" + folder.resolve("fml.db"),
                        "--default-artifact-root",
                        folder.toString());
            }
        },

        MLFLOW {
            @Override
            List<String> command(String program, Path folder, int port) {
                return MlflowPeer.command(program, folder, port);
            }
        };

        private static final Pattern ID = Pattern.compile("\"run_id\"\\s*:\\s*\"([0-9a-f]+)\"");

        abstract List<String> command(String program, Path folder, int port);

        /** The path that is answered once the server is ready. */
        String health() {
            return "/health";
        }

        /** Begins a run and returns its id. */
        String begin(HttpConnection http, int run) throws IOException {
            String answer = http.post(
                    "/api/2.0/mlflow/runs/create", "application/json", "{\"experiment_id\":\"0\"}".getBytes(UTF_8));
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
                throw new IOException("no run in " + answer);
            }
            return id.group(1);
        }

        /** Sends ten points of a step. */
        void send(HttpConnection http, String run, long step, Noise noise) throws IOException {
            String metrics = IntStream.range(0, POINTS)
                    .mapToObj(metric -> String.format(
                            Locale.ROOT,
                            "{\"key\":\"metric %d\",\"value\":%s,\"timestamp\":%d,\"step\":%d}",
                            metric,
                            0.5 + 0.001 * ((step * 31 + metric * 17L) % 100),
                            1_700_000_000_000L + step,
                            step))
                    .collect(Collectors.joining(","));
            String body = "{\"run_id\":\"" + run + "\",\"metrics\":[" + metrics + "]}";
            http.post("/api/2.0/mlflow/runs/log-batch", "application/json", body.getBytes(UTF_8));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        Map<Peer, String> programs = new LinkedHashMap<>();
        programs.put(Peer.OURS, "");
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            String[] parts = argument.split("=", 2);
            programs.put(Peer.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
        }
        Map<Peer, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Peer, String> program : programs.entrySet()) {
                double rate = turn(program.getKey(), program.getValue(), time);
                System.out.printf(Locale.ROOT, "%s: %,.1f requests per second%n", program.getKey(), rate);
                rates.computeIfAbsent(program.getKey(), any -> new ArrayList<>())
                        .add(rate);
            }
        }
        double ours = median(rates.getOrDefault(Peer.OURS, List.of()));
        rates.forEach((peer, each) ->
                System.out.printf(Locale.ROOT, "ours against %s: %.1f times as many%n", peer, ours / median(each)));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }

    private static double turn(Peer peer, String program, Duration time) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.addAll(peer.command(program, folder, port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        Process server = builder.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + port);
            await(peer, server, uri, folder);
            return rate(peer, uri, time);
        } finally {
            end(server);
            Noise.delete(folder);
        }
    }

    private static void await(Peer peer, Process server, URI uri, Path folder) throws Exception {
        long deadline = System.nanoTime() + READY.toNanos();
        while (System.nanoTime() < deadline && server.isAlive()) {
            try {
                new HttpConnection(uri).get(peer.health());
                return;
            } catch (IOException e) {
                // not yet
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException(
                "the server does not get ready: " + Files.readString(folder.resolve("server.log")));
    }

    private static void end(Process server) throws InterruptedException {
        List<ProcessHandle> all = server.descendants().toList();
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static double rate(Peer peer, URI uri, Duration time) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Sender> senders = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                senders.add(new Sender(peer, uri, i));
            }
            for (Sender sender : senders) {
                sender.begin();
            }
            sum(executor, senders, time.dividedBy(2));
            return sum(executor, senders, time) / (time.toNanos() / 1e9);
        } finally {
            executor.shutdownNow();
        }
    }

    private static long sum(ExecutorService executor, List<Sender> senders, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Future<Long>> sent = new ArrayList<>();
        for (Sender sender : senders) {
            sent.add(executor.submit(() -> sender.send(end)));
        }
        long sum = 0;
        for (Future<Long> each : sent) {
            sum += each.get();
        }
        return sum;
    }

    /** A connection and its runs. Not thread-safe. */
    private static final class Sender {
        private final Peer peer;
        private final int number;
        private final HttpConnection http;
        private final Noise noise;
        private final List<String> runs = new ArrayList<>();
        private long turn;

        Sender(Peer peer, URI uri, int number) throws IOException {
            this.peer = peer;
            this.number = number;
            http = new HttpConnection(uri);
            noise = new Noise(POINTS, number);
        }

        void begin() throws IOException {
            for (int run = number; run < RUNS; run += CONNECTIONS) {
                runs.add(peer.begin(http, run));
            }
        }

        long send(long end) throws IOException {
            long sent = 0;
            while (System.nanoTime() < end) {
                String run = runs.get((int) (turn % runs.size()));
                try {
                    peer.send(http, run, turn / runs.size(), noise);
                    sent++;
                    turn++;
                } catch (HttpConnection.RefusedException e) {
                    // not counted, and sent again: MLflow refuses some requests with this many connections
                }
            }
            return sent;
        }
    }
}
