package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recorded value.
 *
 * @param id unique within its tracker
 * @param value any double, including NaN and infinities; preserved bit for bit, except for the payload of a NaN
 * @param step null if the value has no step
 * @param phase any name such as {@code train}, null for none
 * @param time when it was recorded, to the millisecond
 * @param run the run that recorded it, null if it was logged manually
 */
public record Metric(
        String id,
        String name,
        double value,
        @Nullable Long step,
        @Nullable String phase,
        Instant time,
        @Nullable UUID run) {
    public Metric {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(time, "time");
    }
}
