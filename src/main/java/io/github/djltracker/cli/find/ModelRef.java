package io.github.djltracker.cli.find;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.ModelForm;

/** A model, and the experiment it is in. */
public record ModelRef(Experiment experiment, Model model) {
    private static final int HASH_DIGITS = 12;

    /** The first digits of its hash. */
    public String shortHash() {
        String hash = model.hash();
        return hash.length() <= HASH_DIGITS ? hash : hash.substring(0, HASH_DIGITS);
    }

    /** Its name, or the first digits of its hash. */
    public String label() {
        return model.name().orElseGet(this::shortHash);
    }

    /** A description that distinguishes the model from others. */
    public String describe() {
        return shortHash() + model.name().map(name -> " (" + name + ")").orElse("") + " of " + experiment.name();
    }

    public ModelForm form() {
        return new ModelForm(
                model.id(),
                new ExperimentForm(experiment.id(), experiment.name()),
                model.hash(),
                model.name().orElse(null),
                model.description().orElse(null),
                model.step(),
                model.annotations());
    }
}
