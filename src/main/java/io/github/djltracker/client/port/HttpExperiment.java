package io.github.djltracker.client.port;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import java.util.List;
import java.util.UUID;

/** An experiment by its name, which may not exist yet. Thread-safe. */
public record HttpExperiment(TrackerApi api, Sink entries, String name) implements Experiment {
    @Override
    public UUID id() {
        return id(api, name);
    }

    /** The experiment with this name, which is created if it does not exist. */
    static UUID id(TrackerApi api, String name) {
        return HttpExperiments.find(api, name)
                .orElseGet(() -> create(api, name))
                .id();
    }

    private static ExperimentForm create(TrackerApi api, String name) {
        try {
            return api.create(HttpCall.post("experiments"), Forms.EXPERIMENT_NAME, name, Forms.EXPERIMENT);
        } catch (AlreadyExistsException e) {
            // another client created it in the meantime
            return HttpExperiments.find(api, name).orElseThrow(() -> e);
        }
    }

    @Override
    public Annotations annotations() {
        return HttpExperiments.find(api, name).map(ExperimentForm::annotations).orElse(Annotations.NONE);
    }

    @Override
    public Annotations annotate(List<Annotation> said) {
        Annotations.ofExperiment(said);
        return HttpRuns.annotate(api, "experiments", id(), said);
    }

    @Override
    public Models models() {
        return new HttpModels(api, entries, name);
    }

    @Override
    public ExperimentRuns runs() {
        return new HttpExperimentRuns(api, name);
    }

    @Override
    public Views views() {
        return new HttpViews(api, name);
    }
}
