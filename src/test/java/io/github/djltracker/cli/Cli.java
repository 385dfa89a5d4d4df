package io.github.djltracker.cli;

import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Output;
import io.github.djltracker.cli.terminal.Screen;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs commands in this JVM, with a terminal, a clock and an environment that the test chooses. */
final class Cli {
    /** The time at which commands run: a day after the runs of {@link SmallStore}. */
    static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");

    /** The result of a command. */
    record Result(int code, String out, String err) {}

    private final Map<String, String> environment = new LinkedHashMap<>();
    private boolean terminal;
    private boolean interactive;
    private String input = "";
    private Charset charset = StandardCharsets.UTF_8;
    private Console.Pause pause = millis -> {
        throw new AssertionError("waits for " + millis + " ms");
    };

    Cli environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Cli columns(int columns) {
        return environment("COLUMNS", Integer.toString(columns));
    }

    /** Output and errors go to a terminal. */
    Cli terminal() {
        terminal = true;
        return this;
    }

    /** A user at the terminal types this. */
    Cli typing(String text) {
        interactive = true;
        input = text;
        return this;
    }

    /** The input is a file or a pipe with this content. */
    Cli reading(String text) {
        input = text;
        return this;
    }

    Cli charset(Charset other) {
        charset = other;
        return this;
    }

    Cli pause(Console.Pause other) {
        pause = other;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = run(out, err, arguments);
        return new Result(code, out.toString(charset), err.toString(charset));
    }

    int run(OutputStream out, OutputStream err, String... arguments) {
        return Main.run(
                new Console(
                        new Output(out, charset),
                        Screen.of(terminal, charset, environment),
                        new Output(err, charset),
                        terminal,
                        new BufferedReader(new StringReader(input)),
                        interactive,
                        environment,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        pause),
                arguments);
    }
}
