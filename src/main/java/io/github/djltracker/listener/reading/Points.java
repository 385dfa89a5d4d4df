package io.github.djltracker.listener.reading;

import io.github.djltracker.recorder.Recorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up series whose names come from users and may be invalid. */
public final class Points {
    private static final Logger LOG = LoggerFactory.getLogger(Points.class);

    private Points() {}

    /** Like {@link Recorder#series}, but returns {@link Recorder#INVALID_SERIES} for an invalid name. */
    public static int series(Recorder recorder, String name, @Nullable String phase) {
        try {
            return recorder.series(name, phase);
        } catch (IllegalArgumentException | NullPointerException e) {
            LOG.debug("invalid metric, not recorded: {}", e.getMessage());
            return Recorder.INVALID_SERIES;
        }
    }
}
