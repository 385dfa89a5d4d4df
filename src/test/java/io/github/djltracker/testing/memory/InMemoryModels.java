package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe by the monitor of the state. */
record InMemoryModels(State state, String experiment) implements Models {
    @Override
    public Model create(String hash) {
        return add(hash, null, null);
    }

    @Override
    public Model create(String hash, String name) {
        return add(hash, Limits.name("model name", name), null);
    }

    @Override
    public Model create(String hash, String name, String description) {
        return add(hash, Limits.name("model name", name), description(description));
    }

    private Model add(String hash, @Nullable String name, @Nullable String description) {
        Limits.hash(hash);
        synchronized (state) {
            if (find(hash).isPresent()) {
                throw new AlreadyExistsException(
                        "experiment \"" + experiment + "\" has a model of hash " + hash + " already");
            }
            State.ModelState model = new State.ModelState(hash, name, description);
            state.experimentOrNew(experiment).models.add(model);
            return handle(model);
        }
    }

    @Override
    public Optional<Model> read(String hash) {
        Objects.requireNonNull(hash, "hash");
        synchronized (state) {
            return find(hash).map(this::handle);
        }
    }

    @Override
    public Model update(String hash, String name) {
        Limits.name("model name", name);
        synchronized (state) {
            State.ModelState model = existing(hash);
            handle(model).annotate(Annotation.name(name));
            return handle(model);
        }
    }

    @Override
    public Model update(String hash, String name, String description) {
        Limits.name("model name", name);
        description(description);
        synchronized (state) {
            State.ModelState model = existing(hash);
            handle(model).annotate(Annotation.name(name));
            model.description = description;
            return handle(model);
        }
    }

    @Override
    public void delete(UUID id) {
        Objects.requireNonNull(id, "id");
        synchronized (state) {
            models().stream()
                    .filter(model -> model.id.equals(id))
                    .forEach(model -> model.runs.forEach(run -> state.deleted.add(run.run.id())));
            if (!models().removeIf(model -> model.id.equals(id))) {
                throw new NotFoundException("experiment \"" + experiment + "\" has no model " + id);
            }
        }
    }

    @Override
    public List<Model> list() {
        synchronized (state) {
            return models().stream().map(this::handle).toList();
        }
    }

    @Override
    public Page<Summary> summaries(PageQuery query) {
        Objects.requireNonNull(query, "query");
        synchronized (state) {
            UUID owner = state.experiment(experiment).map(e -> e.id).orElse(new UUID(0, 0));
            Page<State.ModelState> page = Pages.page(
                    "models", owner, models(), model -> Long.toString(model.number), query.after(), query.limit());
            return new Page<>(
                    page.items().stream()
                            .map(model -> Summaries.model(handle(model), model))
                            .toList(),
                    page.after());
        }
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(entry, "entry");
        synchronized (state) {
            return new Appender(state, experiment).append(run, entry);
        }
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        Objects.requireNonNull(run, "run");
        synchronized (state) {
            state.annotate(run, said);
        }
    }

    private static String description(String text) {
        return Limits.text("model description", text, Limits.MAX_TEXT);
    }

    private List<State.ModelState> models() {
        return state.experiment(experiment).map(e -> e.models).orElseGet(ArrayList::new);
    }

    private Optional<State.ModelState> find(String hash) {
        return models().stream().filter(model -> model.hash.equals(hash)).findFirst();
    }

    private State.ModelState existing(String hash) {
        Objects.requireNonNull(hash, "hash");
        return find(hash)
                .orElseThrow(
                        () -> new NotFoundException("experiment \"" + experiment + "\" has no model of hash " + hash));
    }

    private Model handle(State.ModelState model) {
        return new InMemoryModel(state, model.id, model.hash);
    }
}
