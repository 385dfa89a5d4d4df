package io.github.djltracker.recorder;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a run lost, by reason, and warns at the first loss of each reason. Thread-safe. */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private final UUID run;
    private final Map<LossReason, AtomicLong> counts = new EnumMap<>(LossReason.class);

    Losses(UUID run) {
        this.run = run;
        for (LossReason reason : LossReason.values()) {
            counts.put(reason, new AtomicLong());
        }
    }

    void add(LossReason reason, long points) {
        if (points > 0 && count(reason).getAndAdd(points) == 0) {
            LOG.warn(
                    "run {} is losing points, reason {}: they are counted, and the total is logged at the end of the run",
                    run,
                    reason.id());
        }
    }

    /** The counts above zero, by the id of their reason. */
    Map<String, Long> byReason() {
        Map<String, Long> map = new TreeMap<>();
        for (LossReason reason : LossReason.values()) {
            long count = count(reason).get();
            if (count > 0) {
                map.put(reason.id(), count);
            }
        }
        return map;
    }

    private AtomicLong count(LossReason reason) {
        return requireNonNull(counts.get(reason));
    }
}
