package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The runs of the experiment with this name, which may not exist yet. Thread-safe. */
record HttpExperimentRuns(TrackerApi api, String experiment) implements ExperimentRuns {
    @Override
    public List<FoundRun> find(RunQuery query) {
        requireNonNull(query, "query");
        return ask(
                runs -> {
                    RunOrder order = query.order();
                    HttpCall call = runs.with("where", query.filter())
                            .with("sort", order == null ? null : order.name())
                            .with("descending", order == null ? null : order.isDescending())
                            .with("lenient", query.isLenient() ? true : null);
                    for (String column : query.columns()) {
                        call = call.with("column", column);
                    }
                    String after = query.offset() == 0 ? null : String.valueOf(query.offset());
                    return api.page(RunForms.FOUND_RUN, call, after, query.limit())
                            .items();
                },
                List.of());
    }

    @Override
    public long count(RunFilter filter) {
        requireNonNull(filter, "filter");
        return ask(runs -> api.read(Forms.COUNT, runs.with("where", filter)), 0L, "count");
    }

    @Override
    public Set<String> names() {
        return ask(runs -> new TreeSet<>(api.list(Forms.NAME, runs)), Set.of(), "names");
    }

    private <T> T ask(Function<HttpCall, T> question, T otherwise, String... what) {
        return HttpExperiments.find(api, experiment)
                .map(found -> {
                    String[] path = new String[3 + what.length];
                    path[0] = "experiments";
                    path[1] = found.id().toString();
                    path[2] = "runs";
                    System.arraycopy(what, 0, path, 3, what.length);
                    return question.apply(HttpCall.get(path));
                })
                .orElse(otherwise);
    }
}
