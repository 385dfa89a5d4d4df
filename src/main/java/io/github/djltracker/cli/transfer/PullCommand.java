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
            "As far as they are not there yet. What was logged by hand, outside of any run, is not copied."
        },
        footer = {
            "  djl-tracker pull http://tracker:8091 --into runs.db",
            "  djl-tracker pull all-runs.db --into digits.db --experiment digits"
        })
public final class PullCommand extends MirrorCommand {
    @Parameters(paramLabel = "STORE", description = "Where the runs are.")
    private String from = "";

    @Option(
            names = "--into",
            paramLabel = "STORE",
            description = "Where they shall be; a file is created. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String into;

    public PullCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return copy(from, Target.text(into, console.environment()));
    }
}
