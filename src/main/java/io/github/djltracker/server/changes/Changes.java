package io.github.djltracker.server.changes;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.form.run.RunChange;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the progress of runs to clients that watch them. One thread checks all watched runs twice a second, and a run
 * at once when something is appended to it here; so it also sees what others write to the same database. Thread-safe.
 */
public final class Changes implements AutoCloseable {
    /** The time between two checks of a run. */
    public static final Duration PAUSE = Duration.ofMillis(500);
    /** A silent stream gets a comment this often. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** A watcher that accepts nothing for this time is dropped. */
    static final Duration STUCK = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final int RETRY_AFTER_SECONDS = 30;

    /** All watchers of one run. */
    private static final class Watched {
        final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
        /** When a change was last sent to one of them; used by the thread that checks. */
        long told;

        Watched(long now) {
            told = now;
        }
    }

    private final Store store;
    private final int most;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService looking;
    private final ConcurrentHashMap<UUID, Watched> runs = new ConcurrentHashMap<>();
    private final Set<Watcher> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    private Changes(Store store, int most, LongSupplier nanoTime, ScheduledExecutorService looking) {
        this.store = store;
        this.most = most;
        this.nanoTime = nanoTime;
        this.looking = looking;
    }

    public static Changes start(Store store, int most, LongSupplier nanoTime) {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tracker-changes");
            thread.setDaemon(true);
            return thread;
        });
        Changes changes = new Changes(store, most, nanoTime, looking);
        var unused = looking.scheduleWithFixedDelay(
                changes::lookAtAll, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return changes;
    }

    public int watchers() {
        return count.get();
    }

    /**
     * The state of a run.
     *
     * @throws NotFoundException if there is no such run
     */
    RunChange now(UUID id) {
        Model model = store.logs().model(id).orElseThrow(() -> new NotFoundException("there is no run " + id));
        // the number first: entries that arrive in between are reported next time
        long next = store.logs().next(id);
        Run run = model.runs().read(id).orElseThrow(() -> new NotFoundException("there is no run " + id));
        return new RunChange(next, run.status(), run.lastStep(), run.seen(), run.ended(), run.alerts());
    }

    /**
     * Adds a watcher.
     *
     * @throws Refusal with 503 if there are too many
     */
    void add(Watcher watcher) {
        if (closed || count.incrementAndGet() > most) {
            if (!closed) {
                count.decrementAndGet();
            }
            throw Refusal.unavailable("too many clients watch changes: " + most + " are allowed", RETRY_AFTER_SECONDS);
        }
        open.add(watcher);
        for (UUID run : watcher.runs()) {
            runs.compute(run, (id, before) -> {
                Watched watched = before == null ? new Watched(nanoTime.getAsLong()) : before;
                watched.watchers.add(watcher);
                return watched;
            });
        }
    }

    /** Checks a run soon, because something was appended to it. */
    public void nudge(UUID run) {
        Watched watched = runs.get(run);
        if (watched != null) {
            try {
                looking.execute(() -> guarded(() -> look(run, watched)));
            } catch (RejectedExecutionException e) {
                LOG.debug("run {} is not checked, because the server is stopping", run);
            }
        }
    }

    private void lookAtAll() {
        runs.forEach((run, watched) -> guarded(() -> look(run, watched)));
        open.forEach(watcher -> guarded(() -> tidy(watcher)));
    }

    /** Runs a check; a failure of one must not stop the others. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (TrackingException e) {
            LOG.debug("cannot check a watched run", e);
        } catch (RuntimeException e) {
            LOG.error("checking a watched run failed", e);
        }
    }

    private void look(UUID run, Watched watched) {
        long now = nanoTime.getAsLong();
        if (now - watched.told < PAUSE.toNanos() * 9 / 10) {
            return;
        }
        try {
            RunChange change = now(run);
            for (Watcher watcher : watched.watchers) {
                if (watcher.tell(run, change)) {
                    watched.told = now;
                }
            }
        } catch (NotFoundException e) {
            watched.watchers.forEach(watcher -> watcher.gone(run));
        }
    }

    private void tidy(Watcher watcher) {
        watcher.beat(HEARTBEAT.toNanos());
        if (watcher.isStuck(STUCK.toNanos())) {
            watcher.drop();
        }
        if (watcher.isOver() && open.remove(watcher)) {
            count.decrementAndGet();
            watcher.runs()
                    .forEach(run -> runs.computeIfPresent(run, (id, watched) -> {
                        watched.watchers.remove(watcher);
                        return watched.watchers.isEmpty() ? null : watched;
                    }));
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        closed = true;
        looking.shutdownNow();
        open.forEach(Watcher::end);
    }
}
