package io.github.djltracker.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that tends the file of a store. */
abstract class FileCommand extends ConsoleCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description = "A file or jdbc:sqlite:<file>. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String store;

    @Option(names = "--json", description = "Write a JSON document.")
    boolean json;

    FileCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return call(Target.existingFile(Target.text(store, console.environment())));
    }

    /** Does the work, and returns the exit code. */
    abstract int call(Path file);
}
