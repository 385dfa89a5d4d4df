package io.github.djltracker.listener;

import io.github.djltracker.recorder.LossReason;
import io.github.djltracker.recorder.Recorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of series that come from users and may be anything. */
final class Points {
    private static final Logger LOG = LoggerFactory.getLogger(Points.class);

    private Points() {}

    /** As {@link Recorder#series}, but an invalid name is a counted loss and not an exception: -1. */
    static int series(Recorder recorder, String name, @Nullable String phase) {
        try {
            return recorder.series(name, phase);
        } catch (IllegalArgumentException | NullPointerException e) {
            recorder.lose(LossReason.INVALID, 1);
            LOG.debug("a metric is not recorded: {}", e.getMessage());
            return -1;
        }
    }
}
