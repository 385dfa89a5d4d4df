package io.github.djltracker.cli.find;

import io.github.djltracker.domain.run.Run;
import io.github.djltracker.wire.form.run.RunForm;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A run, and the model that it trained.
 *
 * @param values those that were requested with it, by name, as in {@link io.github.djltracker.domain.find.RunValues}
 */
public record RunRef(ModelRef model, Run run, Map<String, Object> values) {
    private static final int ID_DIGITS = 8;

    public RunRef(ModelRef model, Run run) {
        this(model, run, Map.of());
    }

    /** The first digits of a run's id. */
    public static String shorten(UUID id) {
        return id.toString().substring(0, ID_DIGITS);
    }

    public String shortId() {
        return shorten(run.id());
    }

    /** A description that distinguishes the run from others. */
    public String describe() {
        return shortId() + " " + run.name() + " (" + run.status() + ") of " + model.label();
    }

    /** The values, times and durations in milliseconds. */
    public Map<String, Object> plainValues() {
        Map<String, Object> plain = new HashMap<>(values);
        plain.replaceAll((name, value) -> value instanceof Instant time
                ? (Object) time.toEpochMilli()
                : value instanceof Duration duration ? (Object) duration.toMillis() : value);
        return plain;
    }

    public RunForm form() {
        return new RunForm(model.model().id(), run);
    }
}
