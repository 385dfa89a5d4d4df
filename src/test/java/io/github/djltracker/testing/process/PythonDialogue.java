package io.github.djltracker.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Python script that answers questions, one per line; an answer is some lines and an empty one. All tests of a JVM
 * share its process, because the imports of such scripts take long. It ends with the JVM. Thread-safe.
 */
final class PythonDialogue {
    private static final Map<String, PythonDialogue> SHARED = new HashMap<>();

    private final Process process;
    private final Path errors;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private PythonDialogue(String script) throws IOException {
        errors = Files.createTempFile(script, ".err");
        ProcessBuilder builder = new ProcessBuilder(
                        Python.program("python").toString(),
                        Python.SCRIPTS.resolve(script).toString())
                .redirectError(errors.toFile());
        Python.prepare(builder);
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** The process of a script in the folder of test scripts. */
    static synchronized PythonDialogue with(String script) {
        return SHARED.computeIfAbsent(script, name -> {
            try {
                return new PythonDialogue(name);
            } catch (IOException e) {
                throw new AssertionError("cannot start " + name, e);
            }
        });
    }

    /** The lines of the answer; waits at most two minutes. */
    synchronized List<String> ask(String question) {
        questions.println(question);
        try {
            return CompletableFuture.supplyAsync(this::answer).get(2, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer to " + question + ": " + errors(), e);
        }
    }

    private String errors() {
        try {
            return Files.readString(errors);
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
