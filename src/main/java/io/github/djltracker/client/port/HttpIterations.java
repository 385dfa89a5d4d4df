package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.IterationForm;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The iterations of a model. Thread-safe. */
record HttpIterations(TrackerApi api, UUID model) implements Iterations {
    @Override
    public Iteration create(long step) {
        Limits.step(step);
        return iteration(api.create(
                HttpCall.post("models", model.toString(), "iterations"), Forms.NEW_ITERATION, step, Forms.ITERATION));
    }

    @Override
    public Optional<Iteration> get(long step) {
        if (!Allowed.step(step)) {
            HttpModel.read(api, model);
            return Optional.empty();
        }
        return api.page(Forms.ITERATION, all().with("step", step), null, 1).items().stream()
                .findFirst()
                .map(this::iteration);
    }

    @Override
    public List<Iteration> list() {
        return iterations(api.list(Forms.ITERATION, all()));
    }

    @Override
    public Page<Iteration> page(IterationQuery query) {
        requireNonNull(query, "query");
        Page<IterationForm> page =
                api.page(Forms.ITERATION, all().with("step", query.step()), query.after(), query.limit());
        return new Page<>(iterations(page.items()), page.after());
    }

    @Override
    public void remove(Iteration iteration) {
        requireNonNull(iteration, "iteration");
        api.delete(HttpCall.delete("models", model.toString(), "iterations", iteration.id()));
    }

    @Override
    public void clear() {
        api.delete(HttpCall.delete("models", model.toString(), "iterations"));
    }

    private HttpCall all() {
        return HttpCall.get("models", model.toString(), "iterations");
    }

    private List<Iteration> iterations(List<IterationForm> forms) {
        return forms.stream().map(this::iteration).toList();
    }

    private Iteration iteration(IterationForm form) {
        return new HttpIteration(api, model, form);
    }
}
