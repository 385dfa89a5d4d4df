package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunForm;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.json.Form;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The runs of a model. Thread-safe. */
record HttpRuns(TrackerApi api, UUID model) implements Runs {
    @Override
    public List<Run> list() {
        return api.list(RunForms.RUN, HttpCall.get("models", model.toString(), "runs")).stream()
                .map(RunForm::run)
                .toList();
    }

    @Override
    public Optional<Run> read(UUID id) {
        requireNonNull(id, "id");
        Optional<Run> run =
                find(api, id).filter(form -> form.model().equals(model)).map(RunForm::run);
        if (run.isEmpty()) {
            // throws if it is the model that does not exist
            HttpModel.read(api, model);
        }
        return run;
    }

    /** A run of any model. */
    static Optional<RunForm> find(TrackerApi api, UUID id) {
        return api.find(RunForms.RUN, HttpCall.get("runs", id.toString()));
    }

    @Override
    public List<RunModule> settings(Set<UUID> only) {
        return list(RunForms.RUN_MODULE, "settings", only);
    }

    @Override
    public List<RunEpoch> epochs(Set<UUID> only) {
        return list(RunForms.RUN_EPOCH, "epochs", only);
    }

    <T> List<T> list(Form<T> form, String what, Set<UUID> only) {
        HttpCall call = HttpCall.get("models", model.toString(), what);
        for (UUID run : requireNonNull(only, "only")) {
            call = call.with("run", run);
        }
        return api.list(form, call);
    }

    @Override
    public Annotations annotate(UUID id, List<Annotation> said) {
        requireNonNull(id, "id");
        if (read(id).isEmpty()) {
            throw new NotFoundException("model " + model + " has no run " + id);
        }
        return annotate(api, "runs", id, said);
    }

    /** Annotates an experiment, a model, or a run of any model. */
    static Annotations annotate(TrackerApi api, String kind, UUID id, List<Annotation> said) {
        HttpCall call = HttpCall.post(kind, id.toString(), "annotations").repeatable();
        return Annotations.of(api.change(call, Forms.ANNOTATIONS, said, Forms.ANNOTATIONS));
    }

    @Override
    public void delete(UUID id) {
        requireNonNull(id, "id");
        if (read(id).isEmpty()) {
            throw new NotFoundException("model " + model + " has no run " + id);
        }
        api.delete(HttpCall.delete("runs", id.toString()));
    }
}
