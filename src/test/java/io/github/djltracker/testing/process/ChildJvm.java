package io.github.djltracker.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A separate JVM with the class path of the tests, whose output is read line by line. Killed when closed. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a main class; its output includes its standard error. */
    public static ChildJvm start(Map<String, String> environment, String mainClass, String... arguments) {
        return start(512, environment, mainClass, arguments);
    }

    /** Starts a main class with a heap of this many megabytes. */
    public static ChildJvm start(int heap, Map<String, String> environment, String mainClass, String... arguments) {
        return start(heap, System.getProperty("java.class.path"), environment, mainClass, arguments);
    }

    /** Starts a main class with another class path. */
    public static ChildJvm onClassPath(String classPath, String mainClass, String... arguments) {
        return start(1_024, classPath, Map.of(), mainClass, arguments);
    }

    private static ChildJvm start(
            int heap, String classPath, Map<String, String> environment, String mainClass, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("-Dai.djl.offline=true", "-Dfile.encoding=UTF-8", "-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(Jvm.command(heap, command)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ChildJvm(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line of output, null at its end. */
    public @Nullable String line() {
        try {
            String line = output.readLine();
            if (line != null) {
                lines.add(line);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all output, waits for the end, and returns the exit code. */
    public int await() {
        while (line() != null) {
            // line() keeps the lines
        }
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the process closed its output and did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    /** Kills it, as kill -9 does. */
    public void kill() {
        process.toHandle().destroyForcibly();
        await();
    }

    /** Everything that was read so far. */
    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
