package io.github.djltracker.cli.terminal;

import io.github.djltracker.wire.json.JsonDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** A command of this package, with a console and the option for help. Created for each call. */
@Command(
        abbreviateSynopsis = true,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n")
public abstract class ConsoleCommand implements Callable<Integer> {
    public final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    public ConsoleCommand(Console console) {
        this.console = console;
    }

    public static int ok() {
        return ExitCode.OK;
    }

    /** The exit code of a command that failed, or found a problem. */
    public static int failed() {
        return ExitCode.SOFTWARE;
    }

    /** Writes a JSON document. */
    public void writeJson(Object document) {
        console.out().write(JsonDocument.write(document));
        console.out().print("\n");
    }
}
