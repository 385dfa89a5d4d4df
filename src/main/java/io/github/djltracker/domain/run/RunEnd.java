package io.github.djltracker.domain.run;

import io.github.djltracker.domain.value.Limits;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last entry of a run.
 *
 * @param sequence from 1
 * @param status FINISHED, FAILED or INTERRUPTED
 * @param time when it ended, to the millisecond
 * @param losses points that could not be recorded, by reason; empty if none
 * @param error the reason for the failure, null if it did not fail or gave none
 */
public record RunEnd(
        long sequence,
        RunStatus status,
        Instant time,
        Map<String, Long> losses,
        @Nullable String error) implements RunEntry {
    public RunEnd {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence " + sequence + " of a RunEnd: the first is 1");
        }
        Limits.integer("sequence", sequence);
        if (!status.isEnd()) {
            throw new IllegalArgumentException(
                    "status " + status + " of a RunEnd: FINISHED, FAILED or INTERRUPTED are allowed");
        }
        Limits.integer("time", time.toEpochMilli());
        time = Instant.ofEpochMilli(time.toEpochMilli());
        losses = Map.copyOf(losses);
        losses.forEach((reason, count) -> {
            Limits.name("loss reason", reason);
            Limits.integer("losses", count);
        });
        if (error != null) {
            Limits.text("error", error, Limits.MAX_TEXT);
        }
    }
}
