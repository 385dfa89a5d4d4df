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
 * One training of a model by one trainer, as far as it is recorded.
 *
 * @param started when the trainer began
 * @param seen when the last entry arrived, by the clock of whatever holds the run
 * @param ended null while it goes on, or where it ended without a word
 * @param firstStep lowest step recorded, null before the first
 * @param lastStep highest step recorded, null before the first
 * @param resumedFrom the run and step whose checkpoint it started from, null for a fresh start
 * @param environment where it ran, a JSON object
 * @param losses how many points could not be recorded, by reason; empty if none
 * @param error why it failed, null if it did not or nobody said
 * @param annotations what people say about it
 * @param alerts what is wrong with it by the rules of whatever holds the run; empty if nothing is
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

    /** A run that nobody has judged. */
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

    /** The same run with these alerts. */
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

    /** By which people speak of it: the name that it was given, or one such as {@code quiet-heron-417}, see {@link RunName}. */
    public String name() {
        return annotations.name().orElseGet(() -> RunName.of(id));
    }
}
