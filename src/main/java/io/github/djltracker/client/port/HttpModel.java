package io.github.djltracker.client.port;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.ModelChange;
import io.github.djltracker.wire.form.ModelForm;
import io.github.djltracker.wire.form.run.CheckpointForm;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A model of a tracker. Thread-safe. */
public record HttpModel(TrackerApi api, Sink entries, UUID id, String hash) implements Model {
    static HttpModel of(TrackerApi api, Sink entries, ModelForm form) {
        return new HttpModel(api, entries, form.id(), form.hash());
    }

    public static Optional<Model> find(TrackerApi api, Sink entries, UUID id) {
        return api.find(Forms.MODEL, HttpCall.get("models", id.toString())).map(form -> of(api, entries, form));
    }

    /** The model as it is now. */
    static ModelForm read(TrackerApi api, UUID id) {
        return api.read(Forms.MODEL, HttpCall.get("models", id.toString()));
    }

    @Override
    public Experiment experiment() {
        return new HttpExperiment(api, entries, read(api, id).experiment().name());
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(read(api, id).name());
    }

    @Override
    public Annotations annotations() {
        return read(api, id).annotations();
    }

    @Override
    public Annotations annotate(List<Annotation> said) {
        return HttpRuns.annotate(api, "models", id, said);
    }

    @Override
    public Optional<String> description() {
        return Optional.ofNullable(read(api, id).description());
    }

    @Override
    public long step() {
        return read(api, id).step();
    }

    @Override
    public void step(long step) {
        Limits.step(step);
        api.change(
                HttpCall.patch("models", id.toString()),
                Forms.MODEL_CHANGE,
                new ModelChange(null, null, step),
                Forms.MODEL);
    }

    @Override
    public Modules modules() {
        return new HttpModules(api, "models", id.toString());
    }

    @Override
    public Iterations iterations() {
        return new HttpIterations(api, id);
    }

    @Override
    public Metrics metrics() {
        return new HttpMetrics(api, id);
    }

    @Override
    public Runs runs() {
        return new HttpRuns(api, id);
    }

    @Override
    public List<Checkpoint> checkpoints(Set<UUID> only) {
        return new HttpRuns(api, id)
                .list(RunForms.CHECKPOINT, "checkpoints", only).stream()
                        .map(CheckpointForm::checkpoint)
                        .toList();
    }
}
