package io.github.djltracker.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs from the Python packages that {@code src/test/python/requirements.txt} lists. */
public final class Python {
    static final Path SCRIPTS = Path.of("src/test/python");

    /** Shared by all tests, and kept until the next clean build. */
    private static final Path CACHE = Path.of("target/python");

    private Python() {}

    /**
     * The path of such a program: from the environment variable with its name in capitals, otherwise in .venv. Without
     * it the test is skipped, except in CI.
     */
    public static Path program(String name) {
        Optional<Path> found = Optional.ofNullable(System.getenv(name.toUpperCase(Locale.ROOT)))
                .map(Path::of);
        for (String each : List.of(".venv/bin/" + name, ".venv/Scripts/" + name + ".exe")) {
            if (found.isEmpty() && Files.isExecutable(Path.of(each))) {
                found = Optional.of(Path.of(each));
            }
        }
        Needs.that(
                found.isPresent(),
                name,
                "python3 -m venv .venv && .venv/bin/pip install -r " + SCRIPTS + "/requirements.txt");
        return found.orElseThrow().toAbsolutePath();
    }

    /**
     * Sets UTF-8 for text, and a cache for compiled code outside the sources that all tests share: packages come
     * without compiled code, and compiling them takes longer than most tests.
     */
    public static void prepare(ProcessBuilder builder) {
        builder.environment().put("PYTHONUTF8", "1");
        builder.environment().remove("PYTHONDONTWRITEBYTECODE");
        builder.environment().put("PYTHONPYCACHEPREFIX", CACHE.toAbsolutePath().toString());
    }

    /** Runs a script of {@code src/test/python} and returns the lines that it prints; waits at most two minutes. */
    public static List<String> run(String script, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(program("python").toString(), SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Path output = null;
        try {
            output = Files.createTempFile("python", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
            Path errors = Files.createTempFile("python", ".err");
            builder.redirectError(errors.toFile());
            prepare(builder);
            Process process = builder.start();
            try {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
            return Files.readAllLines(output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
