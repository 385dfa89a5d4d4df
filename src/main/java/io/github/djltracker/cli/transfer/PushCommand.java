package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker push}. */
@Command(
        name = "push",
        description = {
            "Copies runs to another tracker.",
            "Skips what is already there. Manually logged values, outside of any run, are not copied."
        },
        footer = {
            "  djl-tracker push --to all-runs.db",
            "  djl-tracker push runs.db --to http://tracker:8091 --experiment digits",
            "  djl-tracker push runs.db --to mlflow:http://mlflow:5000"
        })
public final class PushCommand extends MirrorCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description = "The store to read. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String store;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "STORE",
            description =
                    "The destination: a store (a file is created if it does not exist), mlflow:URL or tensorboard:DIRECTORY.")
    private String to = "";

    public PushCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return copy(Target.text(store, console.environment()), to);
    }
}
