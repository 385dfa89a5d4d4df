package io.github.djltracker.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's own client, in a process that all tests of a JVM share, since it takes long to start. It ends with the JVM.
 * Thread-safe.
 */
final class MlflowReader {
    private static @Nullable MlflowReader shared;

    private final Process process;
    private final Path errors;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private MlflowReader() throws IOException {
        errors = Files.createTempFile("mlflow", ".err");
        ProcessBuilder builder = new ProcessBuilder(
                        Python.program("python").toString(),
                        Python.SCRIPTS.resolve("read_mlflow.py").toString())
                .redirectError(errors.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONUTF8", "1");
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** A JSON object for each run of a server; it may take two minutes. */
    static synchronized List<String> runs(String url) {
        try {
            MlflowReader reader = shared == null ? new MlflowReader() : shared;
            shared = reader;
            reader.questions.println(url);
            return CompletableFuture.supplyAsync(reader::answer).get(2, TimeUnit.MINUTES);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer of MLflow's client: " + errors(), e);
        }
    }

    private static String errors() {
        try {
            return shared == null ? "" : Files.readString(shared.errors);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<String> answer() {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = answers.readLine(); line == null || !line.isEmpty(); line = answers.readLine()) {
                if (line == null) {
                    throw new AssertionError("it ended with " + process.waitFor());
                }
                lines.add(line);
            }
            return lines;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
