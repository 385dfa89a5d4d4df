package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.Locales;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** Each command has a help text with examples. */
final class HelpTest {
    @Test
    void the_root_lists_the_commands() {
        Locales.each(() -> Golden.check(HelpTest.class, "help/djl-tracker.txt", help("--help")));
        assertThat(new Cli().run("--version").out()).startsWith("djl-tracker ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "experiments",
                "models",
                "runs",
                "summary",
                "views",
                "show",
                "metrics",
                "checkpoints",
                "plot",
                "diff",
                "tail",
                "rm",
                "annotate",
                "join",
                "report",
                "export",
                "import",
                "push",
                "pull",
                "sync",
                "doctor",
                "pack",
                "serve"
            })
    void a_command_has_a_sentence_options_and_examples(String command) {
        Locales.each(() -> Golden.check(HelpTest.class, "help/" + command + ".txt", help(command, "--help")));

        assertThat(help(command, "-h")).contains("Examples:").contains("djl-tracker " + command);
        assertThat(new Cli().columns(60).run(command, "-h").out().lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void the_page_about_the_command_line_lists_every_command() throws IOException {
        List<String> table = Files.readAllLines(Path.of("src/docs/command-line.md")).stream()
                .filter(line -> line.startsWith("| "))
                .toList();

        assertThat(Main.class.getAnnotation(Command.class).subcommands())
                .extracting(command -> command.getAnnotation(Command.class).name())
                .allSatisfy(name -> assertThat(table).anyMatch(row -> row.contains("`" + name + "`")));
    }

    @Test
    void a_terminal_sees_it_in_colours() {
        assertThat(new Cli().terminal().columns(80).run("runs", "--help").out()).contains("\u001b[");
        assertThat(new Cli()
                        .terminal()
                        .environment("NO_COLOR", "1")
                        .columns(80)
                        .run("runs", "--help")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void a_shell_can_complete_commands() {
        Cli.Result result = new Cli().run("generate-completion");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("#!/usr/bin/env bash")
                .contains("doctor")
                .contains("--every-step");
    }

    private static String help(String... arguments) {
        Cli.Result result = new Cli().run(arguments);
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        return result.out();
    }
}
