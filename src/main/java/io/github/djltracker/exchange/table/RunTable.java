package io.github.djltracker.exchange.table;

import static io.github.djltracker.exchange.table.TableWriter.Kind.BOOLEAN;
import static io.github.djltracker.exchange.table.TableWriter.Kind.INTEGER;
import static io.github.djltracker.exchange.table.TableWriter.Kind.NUMBER;
import static io.github.djltracker.exchange.table.TableWriter.Kind.TEXT;
import static io.github.djltracker.exchange.table.TableWriter.Kind.TIME;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.TrainingSettings;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.exchange.table.TableWriter.Column;
import io.github.djltracker.exchange.table.TableWriter.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs as a table, one row each: times and status, annotations, settings by name, and the last, lowest and highest
 * value of each metric as {@code loss@validate.last}, {@code .min} and {@code .max}, with the steps of the lowest and
 * highest ones. For a setting that changed during a run, the last value counts. If the names of two columns are equal,
 * or differ only in case, which SQL ignores, a number is appended: {@code Loss@train.last} and
 * {@code loss@train.last (2)}.
 */
public final class RunTable {
    /** 2^53: up to here a double holds every integer. */
    private static final long MAX_EXACT = 1L << 53;

    private static final String STEP = ".step";

    private static final List<Column> COLUMNS = List.of(
            new Column("experiment", TEXT),
            new Column("model", TEXT),
            new Column("hash", TEXT),
            new Column("run", TEXT),
            new Column("status", TEXT),
            new Column("started", TIME),
            new Column("ended", TIME),
            new Column("first_step", INTEGER),
            new Column("last_step", INTEGER),
            new Column("resumed_from", TEXT),
            new Column("resumed_at", INTEGER),
            new Column("lost_points", INTEGER),
            new Column("error", TEXT),
            new Column("name", TEXT),
            new Column("starred", BOOLEAN),
            new Column("archived", BOOLEAN),
            new Column("note", TEXT));

    /** A metric, and which of its values a column contains. */
    private record Reached(String name, String phase, String what) implements Comparable<Reached> {
        private static final Comparator<Reached> ORDER = Comparator.comparing(Reached::name)
                .thenComparing(Reached::phase)
                .thenComparing(Reached::what);

        @Override
        public int compareTo(Reached other) {
            return ORDER.compare(this, other);
        }

        String column() {
            return name + "@" + phase + "." + what;
        }

        boolean isStep() {
            return what.endsWith(STEP);
        }
    }

    private final Set<String> tags = new TreeSet<>();
    private final Map<String, Kind> settings = new TreeMap<>();
    /** Settings with an integer that a double cannot represent. */
    private final Set<String> exact = new HashSet<>();

    private final Set<Reached> metrics = new TreeSet<>();

    private RunTable() {}

    /**
     * Writes the runs of the experiments whose names match. Reads each model twice, the first time for its columns.
     *
     * @param progress called for each model
     */
    public static ExportReport write(
            Store from, Predicate<String> experiments, TableWriter out, RunWalk.Progress progress) throws IOException {
        List<Model> models = RunWalk.models(from, experiments);
        RunTable table = new RunTable();
        for (Model model : models) {
            table.addColumns(model);
        }
        out.begin(table.columns());
        int runs = 0;
        for (int i = 0; i < models.size(); i++) {
            progress.report(i, models.size());
            runs += table.write(models.get(i), out);
        }
        progress.report(models.size(), models.size());
        return new ExportReport(runs, 0, Map.of());
    }

    private List<Column> columns() {
        exact.forEach(name -> settings.computeIfPresent(name, (any, kind) -> kind == NUMBER ? TEXT : kind));
        List<Column> columns = new ArrayList<>(COLUMNS);
        Set<String> names = new HashSet<>();
        COLUMNS.forEach(column -> names.add(column.name()));
        tags.forEach(name -> columns.add(new Column(unique(Annotation.TAG + name, names), TEXT)));
        settings.forEach((name, kind) -> columns.add(new Column(unique("setting." + name, names), kind)));
        metrics.forEach(
                metric -> columns.add(new Column(unique(metric.column(), names), metric.isStep() ? INTEGER : NUMBER)));
        return columns;
    }

    private static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = name + " (" + i + ")";
        }
        return unique;
    }

    private void addColumns(Model model) {
        for (Run run : model.runs().list()) {
            tags.addAll(run.annotations().tags().keySet());
        }
        for (Map<String, Object> of : settings(model).values()) {
            of.forEach((name, value) -> {
                settings.merge(name, kind(value), RunTable::both);
                if (value instanceof Long whole && (whole < -MAX_EXACT || whole > MAX_EXACT)) {
                    exact.add(name);
                }
            });
        }
        for (Series series : model.metrics().series()) {
            if (series.run() != null) {
                metrics.addAll(reached(series).keySet());
                String phase = series.phase() == null ? "" : series.phase();
                metrics.add(new Reached(series.name(), phase, "max" + STEP));
                metrics.add(new Reached(series.name(), phase, "min" + STEP));
            }
        }
    }

    private static Kind kind(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return INTEGER;
        } else if (value instanceof Number) {
            return NUMBER;
        }
        return value instanceof Boolean ? BOOLEAN : TEXT;
    }

    private static Kind both(Kind one, Kind other) {
        if (one == other) {
            return one;
        }
        boolean areNumbers = (one == INTEGER || one == NUMBER) && (other == INTEGER || other == NUMBER);
        return areNumbers ? NUMBER : TEXT;
    }

    private static Map<UUID, Map<String, Object>> settings(Model model) {
        Map<UUID, Map<String, Object>> settings = new HashMap<>();
        for (RunModule module : model.runs().settings(Set.of())) {
            ModuleRecord record =
                    new ModuleRecord(module.module().name(), module.module().attributes());
            settings.computeIfAbsent(module.run(), any -> new LinkedHashMap<>()).putAll(TrainingSettings.of(record));
        }
        return settings;
    }

    /** The names of steps to search for, without those that are also the names of something else. */
    private List<String> stepNames() {
        Map<String, Long> names =
                metrics.stream().collect(Collectors.groupingBy(Reached::column, TreeMap::new, Collectors.counting()));
        return metrics.stream()
                .filter(Reached::isStep)
                .map(Reached::column)
                .filter(name -> names.getOrDefault(name, 0L) == 1 && !names.containsKey(name + ".last"))
                .toList();
    }

    private static Map<Reached, Double> reached(Series series) {
        String phase = series.phase() == null ? "" : series.phase();
        return Map.of(
                new Reached(series.name(), phase, "last"), series.last(),
                new Reached(series.name(), phase, "max"), series.max(),
                new Reached(series.name(), phase, "min"), series.min());
    }

    private int write(Model model, TableWriter out) throws IOException {
        Map<UUID, Map<String, Object>> set = settings(model);
        Map<UUID, Map<Reached, Double>> reached = new HashMap<>();
        for (Series series : model.metrics().series()) {
            if (series.run() != null) {
                reached.computeIfAbsent(series.run(), any -> new HashMap<>()).putAll(reached(series));
            }
        }
        Map<UUID, Map<String, Long>> steps = MetricSteps.of(model, stepNames());
        List<Run> runs = model.runs().list();
        String experiment = model.experiment().name();
        for (Run run : runs) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(experiment);
            row.add(model.name().orElse(null));
            row.add(model.hash());
            addRun(row, run);
            addSaid(row, run);
            Map<String, Object> ofRun = set.getOrDefault(run.id(), Map.of());
            settings.forEach((name, kind) -> row.add(value(kind, ofRun.get(name))));
            Map<Reached, Double> values = reached.getOrDefault(run.id(), Map.of());
            Map<String, Long> at = steps.getOrDefault(run.id(), Map.of());
            for (Reached metric : metrics) {
                // one expression for both would turn either into a double, and fail for null
                Number value = metric.isStep() ? at.get(metric.column()) : (Number) values.get(metric);
                row.add(value);
            }
            out.row(row);
        }
        return runs.size();
    }

    private static void addRun(List<@Nullable Object> row, Run run) {
        row.add(run.id().toString());
        row.add(run.status().name());
        row.add(run.started().toEpochMilli());
        Instant ended = run.ended();
        row.add(ended == null ? null : ended.toEpochMilli());
        row.add(run.firstStep());
        row.add(run.lastStep());
        row.add(run.resumedFrom() == null ? null : run.resumedFrom().run().toString());
        row.add(run.resumedFrom() == null ? null : run.resumedFrom().step());
        row.add(run.losses().values().stream().mapToLong(Long::longValue).sum());
        row.add(run.error());
    }

    private void addSaid(List<@Nullable Object> row, Run run) {
        Annotations said = run.annotations();
        row.add(run.name());
        row.add(said.isStarred());
        row.add(said.isArchived());
        row.add(said.note().orElse(null));
        for (String tag : tags) {
            String value = said.tags().get(tag);
            // as in a search; an empty cell would mean that there is no tag
            row.add(value != null && value.isEmpty() ? "true" : value);
        }
    }

    private static @Nullable Object value(Kind kind, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case INTEGER -> ((Number) value).longValue();
            case NUMBER -> ((Number) value).doubleValue();
            case BOOLEAN -> value;
            case TEXT, TIME -> value.toString();
        };
    }
}
