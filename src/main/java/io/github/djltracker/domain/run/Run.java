package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Attributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One training of a model by one trainer, as recorded so far.
 *
 * @param started when the training began
 * @param seen when the last entry arrived, by the clock of the store
 * @param ended null while it is in progress, or if no end was recorded
 * @param firstStep lowest step recorded, null if there is none
 * @param lastStep highest step recorded, null if there is none
 * @param resumedFrom the run and step whose checkpoint it was resumed from, null if it was not resumed
 * @param environment where it ran, a JSON object
 * @param losses number of points that could not be recorded, by reason; empty if none
 * @param error the reason for the failure, null if it did not fail or gave none
 * @param annotations its annotations
 * @param alerts its problems, by the rules of the store; empty if there are none
 */
public record Run(
        UUID id,
        RunStatus status,
        Instant started,
        Instant seen,
        @Nullable Instant ended,
        @Nullable Long firstStep,
        @Nullable Long lastStep,
        @Nullable ResumePoint resumedFrom,
        Map<String, @Nullable Object> environment,
        Map<String, Long> losses,
        @Nullable String error,
        Annotations annotations,
        List<Alert> alerts) {
    public Run {
        requireNonNull(id, "id");
        requireNonNull(status, "status");
        requireNonNull(started, "started");
        requireNonNull(seen, "seen");
        environment = Attributes.copyOf(environment);
        losses = Map.copyOf(losses);
        requireNonNull(annotations, "annotations");
        alerts = List.copyOf(alerts);
    }

    /** A run without alerts. */
    public Run(
            UUID id,
            RunStatus status,
            Instant started,
            Instant seen,
            @Nullable Instant ended,
            @Nullable Long firstStep,
            @Nullable Long lastStep,
            @Nullable ResumePoint resumedFrom,
            Map<String, @Nullable Object> environment,
            Map<String, Long> losses,
            @Nullable String error,
            Annotations annotations) {
        this(
                id,
                status,
                started,
                seen,
                ended,
                firstStep,
                lastStep,
                resumedFrom,
                environment,
                losses,
                error,
                annotations,
                List.of());
    }

    /** A copy with these alerts. */
    public Run alerts(List<Alert> found) {
        return new Run(
                id,
                status,
                started,
                seen,
                ended,
                firstStep,
                lastStep,
                resumedFrom,
                environment,
                losses,
                error,
                annotations,
                found);
    }

    /**
     * The display name: the name that it was given, or else a generated one such as {@code quiet-heron-417}, see
     * {@link RunName}.
     */
    public String name() {
        return annotations.name().orElseGet(() -> RunName.of(id));
    }
}
