package io.github.djltracker.listener.reading;

import io.github.djltracker.recorder.Recorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of series that come from users and may be anything. */
public final class Points {
    private static final Logger LOG = LoggerFactory.getLogger(Points.class);

    private Points() {}

    /** As {@link Recorder#series}, but a name that is not allowed gives {@link Recorder#INVALID_SERIES}. */
    public static int series(Recorder recorder, String name, @Nullable String phase) {
        try {
            return recorder.series(name, phase);
        } catch (IllegalArgumentException | NullPointerException e) {
            LOG.debug("invalid metric, not recorded: {}", e.getMessage());
            return Recorder.INVALID_SERIES;
        }
    }
}
