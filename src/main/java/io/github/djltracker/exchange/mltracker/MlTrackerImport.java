package io.github.djltracker.exchange.mltracker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file in which MLTracker 0.4 or 0.3 keeps its experiments; 0.3 has epochs where 0.4 has steps. The content
 * of a model becomes a run of it, and runs that {@link MlTrackerExport} put into its modules become these runs again.
 */
public final class MlTrackerImport {
    private record Point(
            String name, @Nullable String phase, @Nullable Long step, double value) {}

    private final Map<String, List<Map<String, @Nullable Object>>> tables;
    /** Null while the file is only checked. */
    private final @Nullable Store store;

    private final Importer into;
    private final Instant time;

    private MlTrackerImport(
            Map<String, List<Map<String, @Nullable Object>>> tables,
            @Nullable Store store,
            Importer into,
            Instant time) {
        this.tables = tables;
        this.store = store;
        this.into = into;
        this.time = time;
    }

    /**
     * Imports a file to a store.
     *
     * @param store requested once the file has been checked
     * @param time for everything in the file, which has no times
     * @throws IllegalArgumentException if the file is invalid; then nothing is imported
     */
    public static void read(
            Path file, Supplier<Store> store, Predicate<String> experiments, Importer into, Instant time)
            throws IOException {
        Map<String, List<Map<String, @Nullable Object>>> tables = TinyDb.read(file);
        List<Map<String, @Nullable Object>> all = tables.get("/experiments");
        if (all == null) {
            throw new IllegalArgumentException(
                    file + " has no table /experiments: it is not a file of MLTracker 0.3 or 0.4");
        }
        Importer nowhere = new Importer(new Nowhere(), (run, points, runs, expected) -> {});
        new MlTrackerImport(tables, null, nowhere, time).experiments(all, experiments);
        new MlTrackerImport(tables, store.get(), into, time).experiments(all, experiments);
    }

    private void experiments(List<Map<String, @Nullable Object>> all, Predicate<String> chosen) {
        for (Map<String, @Nullable Object> experiment : all) {
            String name = text(experiment, "name");
            if (chosen.test(name)) {
                experiment(Limits.name("experiment name", name), text(experiment, "id"));
            }
        }
    }

    private List<Map<String, @Nullable Object>> table(String name) {
        return tables.getOrDefault(name, List.of());
    }

    private static String text(Map<String, @Nullable Object> document, String field) {
        if (document.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a document has no string \"" + field + "\": " + document.keySet());
    }

    private void experiment(String name, String id) {
        List<Map<String, @Nullable Object>> models = table("/experiments/" + id + "/models");
        if (store != null && models.isEmpty() && store.experiments().read(name).isEmpty()) {
            store.experiments().create(name);
        }
        for (Map<String, @Nullable Object> model : models) {
            model(name, model);
        }
    }

    private void model(String experiment, Map<String, @Nullable Object> document) {
        String id = text(document, "id");
        String hash = text(document, "hash");
        Map<Point, Integer> points = new HashMap<>();
        Map<Long, Integer> steps = new HashMap<>();
        List<ModuleRecord> modules = new ArrayList<>();
        boolean isOurs = false;
        for (Map<String, @Nullable Object> module : table("/models/" + id + "/modules")) {
            // before it is read as attributes, whose size is limited
            if (text(module, "name").equals(MlTrackerExport.RUN)
                    && module.get("attributes") instanceof Map<?, ?> attributes
                    && attributes.get(MlTrackerExport.LOG) instanceof List<?> log) {
                run(log, points, steps);
                isOurs = true;
            } else {
                modules.add(module(module));
            }
        }
        List<Map<String, @Nullable Object>> others = new ArrayList<>();
        for (Map<String, @Nullable Object> metric : table("/models/" + id + "/metrics")) {
            Point point = point(metric);
            if (point != null && points.computeIfPresent(point, MlTrackerImport::less) == null) {
                others.add(metric);
            }
        }
        Map<Long, Integer> iterations = iterations(id, steps);
        if (!isOurs || !others.isEmpty() || !iterations.isEmpty()) {
            RunStart start = into.begin(new RunStart(
                    UUID.nameUUIDFromBytes(("mltracker model " + id).getBytes(UTF_8)),
                    experiment,
                    hash,
                    document.get("name") instanceof String name && !name.isBlank() ? name : null,
                    document.get("description") instanceof String description ? description : null,
                    modules,
                    time,
                    null,
                    Map.of("importedFrom", "MLTracker")));
            iterations.forEach(into::iterations);
            settings(id, isOurs);
            List<Point> stepless = new ArrayList<>();
            for (Map<String, @Nullable Object> metric : others) {
                Point point = Objects.requireNonNull(point(metric));
                if (point.step() == null) {
                    stepless.add(point);
                } else {
                    into.point(
                            point.name(),
                            point.phase(),
                            point.step(),
                            start.time().toEpochMilli(),
                            point.value());
                }
            }
            into.leaveOpen();
            if (store != null) {
                store.experiment(experiment).models().read(hash).ifPresent(model -> stepless(model, stepless));
            }
        }
        if (store != null) {
            store.experiment(experiment).models().read(hash).ifPresent(model -> step(model, id));
        }
    }

    /** A count of zero stays, to distinguish an iteration that was used up from one that never existed. */
    private static @Nullable Integer less(Object any, int count) {
        return count > 0 ? count - 1 : null;
    }

    private ModuleRecord module(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (document.get("attributes") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> attributes.put(String.valueOf(key), value));
        }
        return new ModuleRecord(text(document, "name"), attributes);
    }

    /** Imports a run unchanged; its points and iterations are not imported from the tables again. */
    private void run(List<?> log, Map<Point, Integer> points, Map<Long, Integer> steps) {
        List<RunEntry> entries = new ArrayList<>();
        for (Object line : log) {
            entries.add(RunLogJson.read(String.valueOf(line).getBytes(UTF_8)));
        }
        if (entries.isEmpty() || !(entries.get(0) instanceof RunStart start)) {
            throw new IllegalArgumentException("a module " + MlTrackerExport.RUN + " contains no log of a run");
        }
        try {
            into.take(start.run(), entries);
        } catch (DeletedException e) {
            into.note("run " + start.run() + " was deleted here, and is not imported again");
        }
        for (RunEntry entry : entries) {
            if (entry instanceof RunBatch batch) {
                for (SeriesColumns series : batch.series()) {
                    for (int i = 0; i < series.count(); i++) {
                        Point point = new Point(series.name(), series.phase(), series.steps()[i], series.values()[i]);
                        points.merge(point, 1, Integer::sum);
                    }
                }
                for (long step : batch.iterations().steps()) {
                    steps.merge(step, 1, Integer::sum);
                }
            }
        }
    }

    private @Nullable Point point(Map<String, @Nullable Object> metric) {
        Object value = metric.get("value");
        if (!(value instanceof Number number)) {
            into.leaveOut("metrics whose value is not a number", 1);
            return null;
        }
        return new Point(
                text(metric, "name"),
                metric.get("phase") instanceof String phase ? phase : null,
                step(metric),
                number.doubleValue());
    }

    /** 0.3 has epochs instead. */
    private static @Nullable Long step(Map<String, @Nullable Object> document) {
        Object step = document.containsKey("step") ? document.get("step") : document.get("epoch");
        return step instanceof Long whole ? whole : null;
    }

    /** The number of iterations at each step that belong to no run of this tracker. */
    private Map<Long, Integer> iterations(String model, Map<Long, Integer> ours) {
        Map<Long, Integer> all = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> iteration : table("/models/" + model + "/iterations")) {
            Long step = step(iteration);
            if (step == null || step < 0) {
                into.leaveOut("iterations without a step", 1);
            } else if (ours.computeIfPresent(step, MlTrackerImport::less) == null) {
                all.merge(step, 1, Integer::sum);
            }
        }
        return all;
    }

    private void settings(String model, boolean isOurs) {
        if (isOurs) {
            return; // they are in the logs
        }
        for (Map<String, @Nullable Object> iteration : table("/models/" + model + "/iterations")) {
            Long step = step(iteration);
            for (Map<String, @Nullable Object> module : table("/iterations/" + iteration.get("id") + "/modules")) {
                if (step != null && step >= 0) {
                    into.settings(new IterationModule(step, module(module)));
                }
            }
        }
    }

    /** Values without a step do not belong to a run either. */
    private static void stepless(Model model, List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        Map<Point, Integer> there = new HashMap<>();
        for (Metric metric : model.metrics().list()) {
            if (metric.step() == null) {
                there.merge(new Point(metric.name(), metric.phase(), null, metric.value()), 1, Integer::sum);
            }
        }
        for (Point point : points) {
            if (there.computeIfPresent(point, MlTrackerImport::less) == null) {
                model.metrics().log(point.name(), point.value(), (Long) null, point.phase());
            }
        }
    }

    private void step(Model model, String id) {
        for (String table : new String[] {"/steps", "/epochs"}) {
            for (Map<String, @Nullable Object> step : table("/models/" + id + table)) {
                if (step.get("value") instanceof Long value && value >= 0 && value != model.step()) {
                    model.step(value);
                }
            }
        }
    }
}
