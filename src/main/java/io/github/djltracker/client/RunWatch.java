package io.github.djltracker.client;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.ServerEvent;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.wire.form.run.RunChange;
import io.github.djltracker.wire.form.run.RunForms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Watches a run until it ends, over as many connections as necessary. Used by one thread. */
final class RunWatch {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MAX_DOUBLINGS = 4;

    private final TrackerApi api;
    private final HttpCall call;
    private final Predicate<RunChange> goesOn;
    // the fields below are written by the threads of the connections, one after the other
    private @Nullable RunChange before;
    private @Nullable String lastEvent;
    private boolean isOver;
    private int failures;

    RunWatch(TrackerApi api, UUID run, Predicate<RunChange> goesOn) {
        this.api = api;
        this.call = HttpCall.get("runs", run.toString(), "changes");
        this.goesOn = goesOn;
    }

    void untilEnd() {
        while (!isOver) {
            try {
                connect();
            } catch (UnavailableException e) {
                // a tracker that never responded is reported to the caller; one that did will come back
                if (before == null
                        || e instanceof ClosedException
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failures = Math.min(failures + 1, MAX_DOUBLINGS);
            }
            if (!isOver) {
                api.pause(FIRST_PAUSE.multipliedBy(1L << failures));
            }
        }
    }

    /** Receives changes until the connection or the run ends. */
    void connect() {
        api.events(call.behind(lastEvent), this::take);
    }

    private boolean take(ServerEvent event) {
        if (!event.name().equals("change")) {
            return true;
        }
        RunChange change;
        try {
            change = RunForms.RUN_CHANGE.read(event.data().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw api.refusals().unlike("invalid event: " + e.getMessage());
        }
        boolean isNew = !change.equals(before);
        before = change;
        lastEvent = event.id();
        failures = 0;
        // a connection begins with the state of the run, which may have been reported before
        isOver = (isNew && !goesOn.test(change)) || change.status().isEnd();
        return !isOver;
    }
}
