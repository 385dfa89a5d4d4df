package io.github.djltracker.cli.find;

import io.github.djltracker.domain.run.Run;
import io.github.djltracker.wire.form.run.RunForm;
import java.util.UUID;

/** A run, and the model that it trained. */
public record RunRef(ModelRef model, Run run) {
    private static final int ID_DIGITS = 8;

    /** The first digits of a run's id. */
    public static String shorten(UUID id) {
        return id.toString().substring(0, ID_DIGITS);
    }

    public String shortId() {
        return shorten(run.id());
    }

    /** A description that distinguishes the run from others. */
    public String describe() {
        return shortId() + " " + run.name() + " (" + run.status() + ") of " + model.label();
    }

    public RunForm form() {
        return new RunForm(model.model().id(), run);
    }
}
