package io.github.djltracker.domain.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a run when it is checked.
 *
 * @param now by the clock of the store
 * @param seen when the last entry arrived, by the same clock
 * @param isLost whether the run has not ended and has been silent for longer than its heartbeat
 * @param ended by the clock of the training; null if it has not ended
 * @param losses points that could not be recorded, by reason
 * @param steps its iterations, null if it has none
 * @param series its metrics, each once
 */
public record Standing(
        Instant now,
        Instant seen,
        boolean isLost,
        @Nullable Instant ended,
        Map<String, Long> losses,
        @Nullable Steps steps,
        List<Measured> series) {
    public Standing {
        requireNonNull(now, "now");
        requireNonNull(seen, "seen");
        losses = Map.copyOf(losses);
        series = List.copyOf(series);
    }

    /**
     * The iterations of a run.
     *
     * @param count at least 1
     * @param last the highest step
     * @param firstTime of the first one, by the clock of the training
     * @param lastTime of the latest one
     */
    public record Steps(long count, long last, Instant firstTime, Instant lastTime) {
        /** The average duration of an iteration; zero if there is only one. */
        Duration interval() {
            return count < 2
                    ? Duration.ZERO
                    : Duration.between(firstTime, lastTime).dividedBy(count - 1);
        }
    }

    /**
     * A metric in one phase.
     *
     * @param phase empty for none
     * @param step of the last value
     * @param time of the last value, by the clock of the training
     * @param min lowest value that is not NaN; NaN if all are
     * @param max highest value that is not NaN; NaN if all are
     */
    public record Measured(String name, String phase, long step, Instant time, double last, double min, double max) {
        String label() {
            return phase.isEmpty() ? name : name + "@" + phase;
        }
    }

    boolean isGoingOn() {
        return ended == null && !isLost;
    }

    /**
     * How long the run has made no step: from the last step to the latest metric, by the clock of the training, plus
     * the time since the last entry arrived, by the clock of the store. Different clocks or late entries therefore do
     * not make a run look stalled.
     */
    Duration stood(Steps of) {
        Instant latest = series.stream().map(Measured::time).reduce(of.lastTime, (a, b) -> a.isAfter(b) ? a : b);
        Duration silent = Duration.between(seen, now);
        return Duration.between(of.lastTime, latest).plus(silent.isNegative() ? Duration.ZERO : silent);
    }
}
