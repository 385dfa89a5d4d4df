package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recorded value.
 *
 * @param id its identity within its tracker
 * @param value any double, NaN and infinities included; comes back bit for bit, the payload of a NaN aside
 * @param step null where the value belongs to no step
 * @param phase free text such as {@code train}, null for none
 * @param time when it was recorded, to the millisecond
 * @param run the run that recorded it, null where it was logged by hand
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
