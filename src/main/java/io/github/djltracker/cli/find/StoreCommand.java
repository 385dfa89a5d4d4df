package io.github.djltracker.cli.find;

import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that works on an existing store. */
public abstract class StoreCommand extends ConsoleCommand {
    @Option(
            names = {"-s", "--store"},
            paramLabel = "STORE",
            description =
                    "A file, jdbc:sqlite:<file> or the URL of a tracker. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String store;

    public StoreCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        try (Target target = Target.existing(Target.text(store, console.environment()))) {
            return call(target);
        }
    }

    /** Does the work, and returns the exit code. */
    public abstract int call(Target target);
}
