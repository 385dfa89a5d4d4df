package io.github.djltracker;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.tracking.MlflowClient;

/**
 * MLflow's own Java client and server, the server on an SQLite file. Needs the environment variable {@value #VARIABLE}
 * with the path of its {@code mlflow} command.
 */
final class MlflowPeer implements AutoCloseable {
    static final String VARIABLE = "MLFLOW_COMMAND";

    private final Process server;
    private final MlflowClient client;
    private final String run;
    private long step;

    private MlflowPeer(Process server, MlflowClient client, String run) {
        this.server = server;
        this.client = client;
        this.run = run;
    }

    static boolean isThere() {
        return System.getenv(VARIABLE) != null;
    }

    static MlflowPeer start(Path folder, int port) throws Exception {
        String url = "http://127.0.0.1:" + port;
        ProcessBuilder builder = new ProcessBuilder(command(System.getenv(VARIABLE), folder, port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mlflow.log").toFile());
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        Process server = builder.start();
        try {
            await(server, url);
            MlflowClient client = new MlflowClient(url);
            String experiment = client.createExperiment("benchmark");
            return new MlflowPeer(server, client, client.createRun(experiment).getRunId());
        } catch (Exception e) {
            end(server);
            throw e;
        }
    }

    /** The command that starts a server with one worker, on SQLite in a folder. */
    static List<String> command(String program, Path folder, int port) {
        return List.of(
                program,
                "server",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--workers",
                "1",
                "--backend-store-uri",
                "sqlite:///" + folder.resolve("mlflow.db"),
                "--default-artifact-root",
                folder.resolve("artifacts").toString());
    }

    private static void await(Process server, String url) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < deadline && server.isAlive()) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
                connection.setConnectTimeout(1_000);
                connection.setReadTimeout(1_000);
                if (connection.getResponseCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("the server of MLflow does not get ready");
    }

    /** Points per second, one point per call. */
    double oneByOne(int points) {
        long begin = System.nanoTime();
        for (int i = 0; i < points; i++) {
            client.logMetric(run, "metric 0", i, System.currentTimeMillis(), step++);
        }
        return points / ((System.nanoTime() - begin) / 1e9);
    }

    /** Points per second in batches of 1,000, the most that MLflow accepts. */
    double inBatches(int batches) {
        long nanos = 0;
        for (int i = 0; i < batches; i++) {
            List<Metric> metrics = new ArrayList<>(1_000);
            for (int m = 0; m < 1_000; m++) {
                metrics.add(Metric.newBuilder()
                        .setKey("metric " + m % 20)
                        .setValue(m)
                        .setTimestamp(System.currentTimeMillis())
                        .setStep(step + m / 20)
                        .build());
            }
            step += 50;
            long begin = System.nanoTime();
            client.logBatch(run, metrics, List.of(), List.of());
            nanos += System.nanoTime() - begin;
        }
        return batches * 1_000 / (nanos / 1e9);
    }

    @Override
    public void close() {
        client.close();
        end(server);
    }

    private static void end(Process server) {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        server.onExit().completeOnTimeout(server, 20, TimeUnit.SECONDS).join();
        server.destroyForcibly();
    }

    /** Prints only these figures. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-mlflow");
        try (MlflowPeer peer = start(folder, 5_987)) {
            System.out.println(Map.of("one by one", peer.oneByOne(300), "batches", peer.inBatches(20)));
        }
    }
}
