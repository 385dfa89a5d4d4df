package io.github.djltracker.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tracker server in a separate JVM, which can be killed and started again on the same port. */
public final class ServerProcess implements AutoCloseable {
    private static final int KEPT_LINES = 200;
    private static final Pattern URL = Pattern.compile("http://\\S+:\\d+");

    private final Process process;
    private final CompletableFuture<String> url = new CompletableFuture<>();
    // guarded by itself
    private final Deque<String> output = new ArrayDeque<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "server-process-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code serve} and waits until it is ready, for at most a minute. */
    public static ServerProcess start(String store, int port, String... options) {
        List<String> command = new ArrayList<>(arguments(System.getProperty("java.class.path"), store, port));
        command.addAll(List.of(options));
        return start(new ProcessBuilder(Jvm.command(512, command)));
    }

    /**
     * The command of a server from this class path or that of another build, for benchmarks: with the optimising
     * compiler.
     */
    public static List<String> command(String classPath, String store, int port) {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx512m"));
        command.addAll(arguments(classPath, store, port));
        return command;
    }

    private static List<String> arguments(String classPath, String store, int port) {
        return List.of(
                "-cp",
                classPath,
                "io.github.djltracker.cli.Main",
                "serve",
                "--store",
                store,
                "--port",
                Integer.toString(port));
    }

    /** Starts a server process, and waits until it is ready, for at most a minute. */
    public static ServerProcess start(ProcessBuilder builder) {
        try {
            ServerProcess server =
                    new ServerProcess(builder.redirectErrorStream(true).start());
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            url.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError("the server did not get ready:\n" + text(), e);
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (output) {
                    output.add(line);
                    if (output.size() > KEPT_LINES) {
                        output.remove();
                    }
                }
                Matcher matcher = URL.matcher(line);
                if (matcher.find()) {
                    url.complete(matcher.group());
                }
            }
            url.completeExceptionally(new IOException("the server ended"));
        } catch (IOException e) {
            url.completeExceptionally(e);
        }
    }

    /** Its URL, without a path. */
    public String url() {
        return url.join();
    }

    public long pid() {
        return process.pid();
    }

    /** Its last lines of output. */
    public String text() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** Kills it, as kill -9 does, and waits for its end. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Stops it, as kill does, waits for its end, and returns its exit code. */
    public int stop() {
        // not through Process, which would stop reading its output
        process.toHandle().destroy();
        return await();
    }

    private int await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end:\n" + text());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
