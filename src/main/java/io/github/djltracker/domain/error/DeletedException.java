package io.github.djltracker.domain.error;

import java.util.UUID;

/** The run was deleted: no more entries are accepted under its id. */
public final class DeletedException extends TrackingException {
    private static final long serialVersionUID = 1L;

    public DeletedException(UUID run) {
        super("run " + run + " was deleted: no more entries are accepted");
    }
}
