package io.github.djltracker.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged command line. Each call is a separate process in one directory, without this process's variables for the
 * tracker.
 */
public final class AppJar {
    private static final long LIMIT_SECONDS = 60;

    private final Path directory;
    private final Path jar;

    /** The result of a call. */
    public record Result(int code, String out, String err) {}

    private AppJar(Path directory, Path jar) {
        this.directory = directory;
        this.jar = jar;
    }

    /** The jar that {@code mvn package} built, to be run in this directory. */
    public static AppJar in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.toString().endsWith("-app.jar"))
                    .map(Path::toAbsolutePath)
                    .toList();
            assertThat(jars).as("the app jar, which mvn package makes").hasSize(1);
            return new AppJar(directory, jars.get(0));
        }
    }

    public Path path() {
        return jar;
    }

    /** A process that has not been started yet. */
    public ProcessBuilder command(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("-Dstdout.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return builder(environment, Jvm.command(512, command));
    }

    /** Runs a command and waits for its end. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        return end(command(Map.of(), arguments));
    }

    /** Runs a bash script and waits for its end. */
    public Result bash(String script) throws IOException, InterruptedException {
        return end(builder(Map.of(), List.of("bash", "--norc", "-c", script)));
    }

    private ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DJL_TRACKER_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private Result end(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", builder.command())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
