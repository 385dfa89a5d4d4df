package io.github.djltracker.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that asks a store. It is asked once for each process. */
abstract class StoreCommand extends ConsoleCommand {
    @Option(
            names = {"-s", "--store"},
            paramLabel = "STORE",
            description =
                    "A file, jdbc:sqlite:<file> or the URL of a tracker. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String store;

    StoreCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        try (Target target = Target.existing(Target.text(store, console.environment()))) {
            return call(target);
        }
    }

    /** Does the work, and returns the exit code. */
    abstract int call(Target target);
}
