package io.github.djltracker.cli;

import io.github.djltracker.domain.Run;
import io.github.djltracker.wire.RunForm;
import java.util.UUID;

/** A run, and the model that it trained. */
record RunRef(ModelRef model, Run run) {
    private static final int ID_DIGITS = 8;

    /** The first digits of a run's id. */
    static String shorten(UUID id) {
        return id.toString().substring(0, ID_DIGITS);
    }

    String shortId() {
        return shorten(run.id());
    }

    /** What tells it from others. */
    String describe() {
        return shortId() + " (" + run.status() + ") of " + model.label();
    }

    RunForm form() {
        return new RunForm(model.model().id(), run);
    }
}
