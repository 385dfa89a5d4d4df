package io.github.djltracker.cli.find;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The model or the run that a command is about. */
public final class Subject {
    @Mixin
    private final Scope scope = new Scope();

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL|RUN",
            description = "A model's name, or a prefix of its hash or id; or a run's name, or a prefix of its id."
                    + " May be omitted if there is only one model.")
    private @Nullable String what;

    /** Finds it, or ends the command. */
    public Selection find(Target target) {
        return scope.finder(target).selection(what);
    }
}
