package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.ModelChange;
import io.github.djltracker.wire.form.ModelForm;
import io.github.djltracker.wire.form.NewModel;
import io.github.djltracker.wire.form.run.ModelSummaryForm;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The models of the experiment with this name, which may not exist yet. Thread-safe. */
public record HttpModels(TrackerApi api, Sink entries, String experiment) implements Models {
    @Override
    public Model create(String hash) {
        return insert(hash, null, null);
    }

    @Override
    public Model create(String hash, String name) {
        return insert(hash, Limits.name("model name", name), null);
    }

    @Override
    public Model create(String hash, String name, String description) {
        return insert(hash, Limits.name("model name", name), description(description));
    }

    private Model insert(String hash, @Nullable String name, @Nullable String description) {
        Limits.hash(hash);
        UUID owner = HttpExperiment.id(api, experiment);
        return model(api.create(
                HttpCall.post("experiments", owner.toString(), "models"),
                Forms.NEW_MODEL,
                new NewModel(hash, name, description),
                Forms.MODEL));
    }

    @Override
    public Optional<Model> read(String hash) {
        return find(hash).map(this::model);
    }

    @Override
    public Model update(String hash, String name) {
        requireNonNull(hash, "hash");
        Limits.name("model name", name);
        return change(hash, new ModelChange(name, null, null));
    }

    @Override
    public Model update(String hash, String name, String description) {
        requireNonNull(hash, "hash");
        Limits.name("model name", name);
        return change(hash, new ModelChange(name, description(description), null));
    }

    private Model change(String hash, ModelChange change) {
        ModelForm form = find(hash)
                .orElseThrow(() -> new NotFoundException(
                        "experiment \"" + experiment + "\" has no model of hash " + Allowed.shown(hash)));
        return model(
                api.change(HttpCall.patch("models", form.id().toString()), Forms.MODEL_CHANGE, change, Forms.MODEL));
    }

    @Override
    public void delete(UUID id) {
        requireNonNull(id, "id");
        Optional<ModelForm> form = api.find(Forms.MODEL, HttpCall.get("models", id.toString()));
        if (form.isEmpty() || !form.get().experiment().name().equals(experiment)) {
            throw new NotFoundException("experiment \"" + experiment + "\" has no model " + id);
        }
        api.delete(HttpCall.delete("models", id.toString()));
    }

    @Override
    public List<Model> list() {
        return list(null).stream().map(this::model).toList();
    }

    @Override
    public Page<Summary> summaries(PageQuery query) {
        requireNonNull(query, "query");
        Optional<UUID> owner = HttpExperiments.find(api, experiment).map(ExperimentForm::id);
        if (owner.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        HttpCall call = HttpCall.get("experiments", owner.get().toString(), "summaries");
        Page<ModelSummaryForm> page = api.page(RunForms.MODEL_SUMMARY, call, query.after(), query.limit());
        return new Page<>(page.items().stream().map(this::summary).toList(), page.after());
    }

    private Summary summary(ModelSummaryForm form) {
        ModelForm model = form.model();
        return new Summary(
                model(model),
                model.name(),
                model.description(),
                model.step(),
                form.runs(),
                form.active(),
                form.series(),
                model.annotations());
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        entries.annotate(run, said);
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        own(run, entry);
        return entries.append(run, entry);
    }

    @Override
    public long append(UUID run, List<RunEntry> several) {
        several.forEach(entry -> own(run, entry));
        return entries.append(run, several);
    }

    @Override
    public double fill() {
        return entries.fill();
    }

    private void own(UUID run, RunEntry entry) {
        requireNonNull(run, "run");
        requireNonNull(entry, "entry");
        if (entry instanceof RunStart start && !start.experiment().equals(experiment)) {
            throw new RejectedException(
                    "run " + run + " is of experiment \"" + start.experiment() + "\", not of \"" + experiment + "\"");
        }
    }

    private Optional<ModelForm> find(String hash) {
        requireNonNull(hash, "hash");
        if (!Allowed.hash(hash)) {
            return Optional.empty();
        }
        return list(hash).stream().filter(form -> form.hash().equals(hash)).findFirst();
    }

    private List<ModelForm> list(@Nullable String hash) {
        Optional<UUID> owner = HttpExperiments.find(api, experiment).map(ExperimentForm::id);
        if (owner.isEmpty()) {
            return List.of();
        }
        HttpCall call =
                HttpCall.get("experiments", owner.get().toString(), "models").with("hash", hash);
        try {
            return api.list(Forms.MODEL, call);
        } catch (NotFoundException e) {
            // deleted in between
            return List.of();
        }
    }

    private Model model(ModelForm form) {
        return HttpModel.of(api, entries, form);
    }

    private static String description(String text) {
        return Limits.text("model description", text, Limits.MAX_TEXT);
    }
}
