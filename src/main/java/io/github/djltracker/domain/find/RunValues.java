package io.github.djltracker.domain.find;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.TrainingSettings;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.domain.value.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a run, by the names that a {@link RunFilter} uses. They are {@link Double}, {@link Boolean},
 * {@link String}, {@link Instant} or {@link Duration}. Not thread-safe.
 */
public final class RunValues {
    /**
     * Names of values that are not stored with the values of a run, because they change while the run is in progress or
     * with the clock, belong to the model, or have their own column.
     */
    public static final Set<String> PASSING = Set.of(
            "experiment",
            "model",
            "hash",
            "status",
            "started",
            "ended",
            "seen",
            "duration",
            "step",
            "starred",
            "archived");

    /**
     * Names that every run has, though some may have no value: {@link #PASSING}, and values that stay as they were
     * recorded or annotated.
     */
    public static final Set<String> FIXED = Stream.concat(
                    PASSING.stream(), Stream.of("run", "name", "note", "error", "lost"))
            .collect(Collectors.toUnmodifiableSet());

    /** Number of characters of a string that are searched; the maximum length of a filter. */
    private static final int MAX_TEXT = RunFilter.MAX_LENGTH;

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Double> steps = new HashMap<>();

    /** The values of a run itself; settings and metrics are added. */
    public RunValues(Run run, String experiment, String hash, @Nullable String model) {
        put("run", run.id().toString());
        put("name", run.name());
        Annotations said = run.annotations();
        put("note", said.note().orElse(null));
        put("starred", said.isStarred());
        put("archived", said.isArchived());
        said.tags().forEach((name, value) -> put(Annotation.TAG + name, value.isEmpty() ? true : value));
        put("experiment", experiment);
        put("hash", hash);
        put("model", model);
        put("status", run.status().name());
        put("started", run.started());
        put("ended", run.ended());
        put("seen", run.seen());
        put("duration", Duration.between(run.started(), run.ended() == null ? run.seen() : run.ended()));
        put("step", run.lastStep());
        put("error", run.error());
        put("lost", run.losses().values().stream().mapToLong(Long::longValue).sum());
        TrainingSettings.flat(run.environment()).forEach((name, value) -> put("env." + name, value));
    }

    /**
     * Adds how the run was trained, with the prefix {@code setting.}; for a setting that changed, the last value
     * counts.
     */
    public void addSettings(List<RunModule> modules) {
        for (RunModule module : modules) {
            ModuleRecord record =
                    new ModuleRecord(module.module().name(), module.module().attributes());
            TrainingSettings.of(record).forEach((name, value) -> put("setting." + name, value));
        }
    }

    /**
     * Adds the last, lowest and highest value of a metric, and their steps.
     *
     * @param minStep the earliest step at which it had its lowest value; null if it has none
     * @param maxStep the earliest step at which it had its highest value; null if it has none
     */
    public void add(Series series, @Nullable Long minStep, @Nullable Long maxStep) {
        String name = series.name() + "@" + (series.phase() == null ? "" : series.phase());
        put(name + ".last", series.last(), series.lastStep());
        put(name + ".min", series.min(), minStep);
        put(name + ".max", series.max(), maxStep);
    }

    private void put(String name, double value, @Nullable Long step) {
        values.put(name, value);
        if (step != null) {
            steps.put(name, step.doubleValue());
        }
    }

    /** Adds values from a query, by the names that were requested. */
    public void add(Map<String, Object> found) {
        found.forEach(this::put);
    }

    private void put(String name, @Nullable Object value) {
        if (value instanceof Number number) {
            values.put(name, number.doubleValue());
        } else if (value instanceof Boolean || value instanceof Instant || value instanceof Duration) {
            values.put(name, value);
        } else if (value != null) {
            values.put(name, text(value.toString()));
        }
    }

    /** A string that any database can store: without NUL and unpaired surrogates, and truncated if it is long. */
    static String text(String any) {
        String some = any.length() <= MAX_TEXT ? any : any.substring(0, MAX_TEXT);
        return new String(some.replace('\0', '\uFFFD').getBytes(UTF_8), UTF_8);
    }

    /** The value of a name in short or full form; null if the run lacks it. */
    public @Nullable Object get(String name) {
        String value = RunNames.valueOfStep(requireNonNull(name, "name"), values.keySet());
        return value == null ? values.get(RunNames.resolve(name, values.keySet())) : steps.get(value);
    }

    /**
     * The step at which a metric had a value, given by its full name, such as {@code loss@validate.min}; null if there
     * is none.
     */
    public @Nullable Double step(String name) {
        return steps.get(requireNonNull(name, "name"));
    }

    /** The full names of all its values; those of steps, such as {@code loss@validate.min.step}, are not included. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /** Passes each value to a consumer, without the steps of metrics. */
    public void forEach(BiConsumer<String, Object> each) {
        values.forEach(each);
    }
}
