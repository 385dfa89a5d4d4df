package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker pull}. */
@Command(
        name = "pull",
        description = {
            "Copies runs from another tracker.",
            "Skips what is already there. Manually logged values, outside of any run, are not copied."
        },
        footer = {
            "  djl-tracker pull http://tracker:8091 --into runs.db",
            "  djl-tracker pull all-runs.db --into digits.db --experiment digits"
        })
public final class PullCommand extends MirrorCommand {
    @Parameters(paramLabel = "STORE", description = "The store to read.")
    private String from = "";

    @Option(
            names = "--into",
            paramLabel = "STORE",
            description =
                    "The store to write to; a file is created if it does not exist. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String into;

    public PullCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return copy(from, Target.text(into, console.environment()));
    }
}
