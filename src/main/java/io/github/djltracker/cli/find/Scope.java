package io.github.djltracker.cli.find;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command looks for what the user names: in one experiment, or in all. */
public final class Scope {
    @Option(
            names = {"-e", "--experiment"},
            paramLabel = "NAME",
            description = "Search only this experiment.")
    private @Nullable String experiment;

    public Finder finder(Target target) {
        return new Finder(target.store(), target.name(), experiment);
    }

    /** Whether the user named an experiment. */
    public boolean isOneExperiment() {
        return experiment != null;
    }
}
