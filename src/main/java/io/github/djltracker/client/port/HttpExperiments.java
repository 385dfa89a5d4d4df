package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The experiments of a tracker. Thread-safe. */
public record HttpExperiments(TrackerApi api, Sink entries) implements Experiments {
    @Override
    public Experiment create(String name) {
        Limits.name("experiment name", name);
        return experiment(api.create(HttpCall.post("experiments"), Forms.EXPERIMENT_NAME, name, Forms.EXPERIMENT));
    }

    @Override
    public Optional<Experiment> read(String name) {
        return find(api, name).map(this::experiment);
    }

    /** The experiment with this name; empty if there is none, or the name is invalid. */
    static Optional<ExperimentForm> find(TrackerApi api, String name) {
        requireNonNull(name, "name");
        if (!Allowed.name(name)) {
            return Optional.empty();
        }
        return api.list(Forms.EXPERIMENT, HttpCall.get("experiments").with("name", name)).stream()
                .filter(form -> form.name().equals(name))
                .findFirst();
    }

    @Override
    public Experiment update(UUID id, String name) {
        requireNonNull(id, "id");
        Limits.name("experiment name", name);
        return experiment(api.change(
                HttpCall.patch("experiments", id.toString()), Forms.EXPERIMENT_NAME, name, Forms.EXPERIMENT));
    }

    @Override
    public void delete(UUID id) {
        api.delete(HttpCall.delete("experiments", requireNonNull(id, "id").toString()));
    }

    @Override
    public List<Experiment> list() {
        return List.copyOf(api.list(Forms.EXPERIMENT, HttpCall.get("experiments")).stream()
                .map(this::experiment)
                .toList());
    }

    @Override
    public Page<Summary> summaries(PageQuery query) {
        requireNonNull(query, "query");
        return api.page(Forms.EXPERIMENT_SUMMARY, HttpCall.get("summaries"), query.after(), query.limit());
    }

    private Experiment experiment(ExperimentForm form) {
        return new HttpExperiment(api, entries, form.name());
    }
}
