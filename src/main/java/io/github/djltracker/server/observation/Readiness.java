package io.github.djltracker.server.observation;

import io.github.djltracker.domain.Store;
import io.github.djltracker.server.problem.Refusal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a server can do its work now. Thread-safe. */
public final class Readiness {
    /** How long reading the store may take. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Store store;
    private final Object lock = new Object();
    /** The current or last check of the store; guarded by lock. */
    private @Nullable CompletableFuture<@Nullable Void> look;

    private volatile boolean stopping;

    public Readiness(Store store) {
        this.store = store;
    }

    public void stopping() {
        stopping = true;
    }

    /**
     * Returns if the server is ready.
     *
     * @throws Refusal with 503 and the reason if it is not
     */
    public void check() throws InterruptedException {
        if (stopping) {
            throw Refusal.unavailable("the server is stopping", RETRY_AFTER_SECONDS);
        }
        try {
            look().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Refusal.unavailable(
                    "the store was not read within " + PATIENCE.toSeconds() + " s", RETRY_AFTER_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("not ready: the store cannot be read", e.getCause());
            throw Refusal.unavailable("the store cannot be read", RETRY_AFTER_SECONDS);
        }
    }

    /** Checks one at a time, so that a store that hangs blocks only one thread, however many clients ask. */
    private CompletableFuture<@Nullable Void> look() {
        synchronized (lock) {
            CompletableFuture<@Nullable Void> before = look;
            if (before != null && !before.isDone()) {
                return before;
            }
            CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
            Thread thread = new Thread(() -> read(next), "tracker-health");
            thread.setDaemon(true);
            thread.start();
            look = next;
            return next;
        }
    }

    private void read(CompletableFuture<@Nullable Void> done) {
        try {
            var unused = store.experiment(NOBODY);
            done.complete(null);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }
}
