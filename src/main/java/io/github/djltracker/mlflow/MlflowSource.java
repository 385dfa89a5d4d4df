package io.github.djltracker.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.exchange.ForeignModel;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.Source;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.mlflow.call.MlflowRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the runs of an MLflow server. Each becomes a run of a model of its own, since nothing says which runs trained
 * the same network, except for tags of runs that were sent there from here. Params become settings of the run, and tags
 * part of its environment.
 */
final class MlflowSource implements Source {
    /** Runs are identified by MLflow's ids, which are random, so a run has the same id here whenever it is read. */
    private static final String ID = "mlflow run ";

    private final MlflowApi api;

    MlflowSource(MlflowApi api) {
        this.api = api;
    }

    @Override
    public void read(Importer into, Predicate<String> experiments) {
        List<MlflowApi.Experiment> wanted = api.allExperiments().stream()
                .filter(experiment -> !experiment.isDeleted() && experiments.test(experiment.name()))
                .toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("MLflow at " + api.address() + " has no such experiment");
        }
        // requested twice rather than kept: pages of runs cost little compared with their histories
        long[] count = {0};
        wanted.forEach(experiment -> forEachRun(experiment, run -> count[0]++));
        into.expect(count[0]);
        wanted.forEach(experiment -> forEachRun(experiment, run -> read(into, experiment.name(), run)));
    }

    private void forEachRun(MlflowApi.Experiment experiment, Consumer<MlflowRun> action) {
        @Nullable String after = null;
        do {
            MlflowApi.Runs page = api.runs(List.of(experiment.id()), null, false, after);
            page.runs().forEach(action);
            after = page.next();
        } while (after != null);
    }

    private void read(Importer into, String experiment, MlflowRun run) {
        into.begin(start(experiment, run));
        if (!run.params().isEmpty()) {
            into.settings("params", run.params());
        }
        MetricKeys keys = MetricKeys.of(run);
        ExactValues exact = ExactValues.of(run);
        for (String key : new TreeSet<>(run.metrics())) {
            MetricKeys.Name name = keys.name(key);
            api.history(
                    run.id(),
                    key,
                    point -> into.point(
                            name.name(),
                            name.phase(),
                            point.step(),
                            point.time(),
                            exact.exact(key, point.step(), point.value())));
        }
        switch (run.status()) {
            case "FINISHED" -> into.end(RunStatus.FINISHED, end(run), null);
            case "FAILED" -> into.end(RunStatus.FAILED, end(run), run.tags().get(RunTags.ERROR));
            case "KILLED" -> into.end(RunStatus.INTERRUPTED, end(run), null);
            default -> into.leaveOpen();
        }
    }

    private static Instant end(MlflowRun run) {
        return Instant.ofEpochMilli(run.endTime() == null ? run.startTime() : run.endTime());
    }

    private static RunStart start(String experiment, MlflowRun run) {
        Map<String, String> tags = new TreeMap<>(run.tags());
        String hash = tags.getOrDefault(RunTags.HASH, "");
        String model = hash.isEmpty() ? run.name() : tags.get(RunTags.MODEL);
        String note = tags.remove("mlflow.note.content");
        Map<String, @Nullable Object> environment = new LinkedHashMap<>();
        environment.put("importedFrom", "MLflow");
        environment.put("mlflowRun", run.id());
        tags.keySet().removeIf(tag -> tag.startsWith("djltracker.") || tag.startsWith("mlflow.log-model"));
        environment.put("tags", tags);
        return new RunStart(
                UUID.nameUUIDFromBytes((ID + run.id()).getBytes(UTF_8)),
                experiment,
                isHash(hash) ? hash : ForeignModel.hash(ID + run.id()),
                model == null || model.isBlank()
                        ? null
                        : RunTags.cut(model.replaceAll("\\p{Cntrl}", " "), Limits.MAX_NAME),
                note == null ? null : RunTags.cut(note, Limits.MAX_TEXT),
                List.of(),
                Instant.ofEpochMilli(run.startTime()),
                null,
                environment);
    }

    private static boolean isHash(String hash) {
        return hash.matches("[!-~]{1," + Limits.MAX_HASH + "}");
    }

    @Override
    public void close() {
        api.close();
    }
}
