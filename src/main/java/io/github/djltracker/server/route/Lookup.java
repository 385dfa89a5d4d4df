package io.github.djltracker.server.route;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.ModelForm;
import java.util.UUID;

/** Finds what a path names, and converts it to the form in which it is sent. Thread-safe. */
public final class Lookup {
    private final Store store;

    public Lookup(Store store) {
        this.store = store;
    }

    Store store() {
        return store;
    }

    Experiment experiment(Call call) {
        UUID id = call.id("experiment");
        return store.experiment(id).orElseThrow(() -> new NotFoundException("there is no experiment " + id));
    }

    Model model(Call call) {
        UUID id = call.id("model");
        return store.model(id).orElseThrow(() -> new NotFoundException("there is no model " + id));
    }

    Model modelOfRun(UUID run) {
        return store.logs().model(run).orElseThrow(() -> new NotFoundException("there is no run " + run));
    }

    Iteration iteration(Call call) {
        String id = call.text("iteration");
        return model(call)
                .iterations()
                .read(id)
                .orElseThrow(() -> new NotFoundException("the model has no iteration " + id));
    }

    static ExperimentForm form(Experiment experiment) {
        return new ExperimentForm(experiment.id(), experiment.name(), experiment.annotations());
    }

    static ModelForm form(Model model) {
        Experiment owner = model.experiment();
        return form(new ExperimentForm(owner.id(), owner.name()), model);
    }

    static ModelForm form(ExperimentForm experiment, Model model) {
        return new ModelForm(
                model.id(),
                experiment,
                model.hash(),
                model.name().orElse(null),
                model.description().orElse(null),
                model.step(),
                model.annotations());
    }
}
