package io.github.djltracker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.TrackerUri;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.Locales;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error is reported in one line that says what to do, with an exit code for its kind. */
final class ErrorsTest {
    @TempDir
    private static Path folder;

    private static String file = "";

    @BeforeAll
    static void fill() {
        file = folder.resolve("small.db").toString();
        SmallStore.create(Path.of(file));
    }

    @Test
    void errors_say_what_is_there_and_what_to_do() {
        StringBuilder all = new StringBuilder();
        List<List<String>> commands = List.of(
                List.of("show", "LeNet"),
                List.of("show", "1a"),
                List.of("show", "nothing\u001b[31m"),
                List.of("show"),
                List.of("runs", "7777"),
                List.of("runs", "-e", "digit"),
                List.of("models", "digit"),
                List.of("metrics", "fff", "-e", "digits"),
                List.of("plot", "2b33", "-m", "none"),
                List.of("plot", "2b33", "-m", "loss", "-p", "none"),
                List.of("plot", "2b33", "--from", "5", "--to", "4"),
                List.of("plot", "2b33", "--buckets", "x", "--json"),
                List.of("summary"),
                List.of("diff", "digits/LeNet", "1a11"),
                List.of("diff", "digits/LeNet"),
                List.of("tail", "9f"),
                List.of("rm", "metric", "x"),
                List.of("rm", "run", "7777", "--yes"),
                List.of("rm", "run", "1a", "--yes"),
                List.of("rm", "run", "1a11"),
                List.of("push", "--to", file),
                List.of("push", "--to", folder.resolve("to.db").toString(), "-e", "none"),
                List.of("pull"),
                List.of("push"),
                List.of("pull", "http://127.0.0.1:1"),
                List.of("pull", "jdbc:postgresql://127.0.0.1:1/x"),
                List.of("pull", "ftp://me:secret@localhost/x"),
                List.of("doctor", "none.db"),
                List.of("mdels"),
                List.of("runs", "--sttus", "FAILED"),
                List.of("runs", "--status", "DONE"),
                List.of());

        Locales.each(() -> {
            all.setLength(0);
            for (List<String> command : commands) {
                Cli.Result result =
                        new Cli().environment(TrackerUri.VARIABLE, file).run(command.toArray(String[]::new));
                assertThat(result.err()).as("%s", command).hasLineCount(1);
                assertThat(result.out()).as("%s", command).isEmpty();
                all.append("$ djl-tracker ").append(String.join(" ", command).replace("\u001b", "ESC"));
                all.append('\n').append(result.err()).append("exit code ").append(result.code());
                all.append("\n\n");
            }
        });

        Golden.check(ErrorsTest.class, "errors.txt", all.toString().replace(folder.toString(), "FOLDER"));
        assertThat(folder.resolve("to.db")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"experiments", "models", "runs", "summary", "show", "metrics", "plot", "tail"})
    void a_query_of_a_file_that_is_not_there_does_not_create_it(String command) {
        Path none = folder.resolve("none.db");

        Cli.Result result = new Cli().run(command, "--store", none.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("none.db does not exist: name another one, here");
        assertThat(none).doesNotExist();
    }

    @Test
    void a_store_without_anything_says_so() {
        Path empty = folder.resolve("empty.db");
        new Cli().run("push", file, "--to", empty.toString(), "-e", "digits");
        new Cli().run("rm", "experiment", "digits", "--yes", "--store", empty.toString());

        assertThat(new Cli().run("show", "--store", empty.toString()).err()).contains("has no model yet");
        assertThat(new Cli().run("summary", "--store", empty.toString()).err()).contains("has no experiment yet");
        assertThat(new Cli().run("tail", "--store", empty.toString()).err()).contains("there is no run yet");
        assertThat(new Cli().run("models", "x", "--store", empty.toString()).err())
                .contains("there are none");
        assertThat(new Cli().run("runs", "--json", "--store", empty.toString()).out())
                .isEqualTo("[]\n");
    }

    @Test
    void a_file_that_is_no_store_is_said_in_one_line() throws IOException {
        Path text = Files.writeString(folder.resolve("text.db"), "no database ".repeat(100));

        Cli.Result result = new Cli().run("runs", "--store", text.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains("is not a database");
    }

    @Test
    void debug_shows_where_an_error_comes_from() {
        Cli.Result plain = new Cli().run("pack", folder.toString());
        Cli.Result debug = new Cli().run("pack", folder.toString(), "--debug");

        assertThat(plain.err()).hasLineCount(1);
        assertThat(debug.err()).contains("at io.github.djltracker.store");
    }

    @Test
    void a_reader_that_has_had_enough_ends_the_command_quietly() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        int code = new Cli().run(closed, err, "runs", "--store", file);

        assertThat(code).isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void an_output_that_cannot_be_written_is_an_error() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void flush() throws IOException {
                throw new IOException("No space left on device");
            }
        };

        int code = new Cli().run(full, err, "runs", "--store", file);

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("djl-tracker: cannot write the output: No space left on device\n");
    }
}
