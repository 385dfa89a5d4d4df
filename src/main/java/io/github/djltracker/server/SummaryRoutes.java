package io.github.djltracker.server;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Page;
import io.github.djltracker.domain.Run;
import io.github.djltracker.domain.RunStatus;
import io.github.djltracker.domain.Series;
import io.github.djltracker.wire.ExperimentSummaryForm;
import io.github.djltracker.wire.Forms;
import io.github.djltracker.wire.ModelSummaryForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /summaries} and {@code /experiments/{experiment}/summaries}: lists with what is in their items. Thread-safe. */
final class SummaryRoutes implements RouteTable.Routes {
    private final Things things;

    SummaryRoutes(Things things) {
        this.things = things;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(RouteTable.BASE + "/summaries", this::experiments, Slices.LIMIT, Slices.AFTER);
        table.get(RouteTable.BASE + "/experiments/{experiment}/summaries", this::models, Slices.LIMIT, Slices.AFTER);
    }

    private void experiments(Call call) {
        Page<Experiment> page = Slices.page(things.store().experiments().list(), Experiment::name, call.query());
        call.list(
                Forms.EXPERIMENT_SUMMARY,
                page.items().stream().map(SummaryRoutes::summary).toList(),
                page.after());
    }

    private static ExperimentSummaryForm summary(Experiment experiment) {
        List<Model> models = experiment.models().list();
        List<Run> runs =
                models.stream().flatMap(model -> model.runs().list().stream()).toList();
        return new ExperimentSummaryForm(Things.form(experiment), models.size(), counts(runs), active(runs));
    }

    private void models(Call call) {
        List<Model> all = things.experiment(call).models().list();
        Page<Model> page = Slices.page(all, model -> model.id().toString(), call.query());
        call.list(
                Forms.MODEL_SUMMARY,
                page.items().stream().map(SummaryRoutes::summary).toList(),
                page.after());
    }

    private static ModelSummaryForm summary(Model model) {
        List<Run> runs = model.runs().list();
        return new ModelSummaryForm(
                Things.form(model),
                counts(runs),
                active(runs),
                together(model.metrics().series(), runs));
    }

    private static Map<RunStatus, Long> counts(List<Run> runs) {
        Map<RunStatus, Long> counts = new TreeMap<>();
        runs.forEach(run -> counts.merge(run.status(), 1L, Long::sum));
        return counts;
    }

    private static @Nullable Instant active(List<Run> runs) {
        return runs.stream().map(Run::seen).max(Comparator.naturalOrder()).orElse(null);
    }

    private static List<Series> together(List<Series> all, List<Run> runs) {
        Map<UUID, Integer> places = new LinkedHashMap<>();
        runs.forEach(run -> places.put(run.id(), places.size()));
        List<Series> sorted = new ArrayList<>(all);
        sorted.sort(
                Comparator.comparingInt(series -> series.run() == null ? -1 : places.getOrDefault(series.run(), -1)));
        Map<String, Series> sums = new LinkedHashMap<>();
        for (Series series : sorted) {
            sums.merge(series.name() + "\n" + series.phase(), series, SummaryRoutes::sum);
        }
        return sums.values().stream()
                .map(sum -> new Series(
                        null,
                        sum.name(),
                        sum.phase(),
                        sum.count(),
                        sum.nan(),
                        sum.firstStep(),
                        sum.lastStep(),
                        sum.last(),
                        sum.min(),
                        sum.max()))
                .toList();
    }

    private static Series sum(Series a, Series b) {
        return new Series(
                null,
                a.name(),
                a.phase(),
                a.count() + b.count(),
                a.nan() + b.nan(),
                least(a.firstStep(), b.firstStep(), -1),
                least(a.lastStep(), b.lastStep(), 1),
                b.last(),
                Double.isNaN(a.min()) ? b.min() : Double.isNaN(b.min()) ? a.min() : Math.min(a.min(), b.min()),
                Double.isNaN(a.max()) ? b.max() : Double.isNaN(b.max()) ? a.max() : Math.max(a.max(), b.max()));
    }

    private static @Nullable Long least(@Nullable Long a, @Nullable Long b, int direction) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return direction < 0 ? Math.min(a, b) : Math.max(a, b);
    }
}
