package io.github.djltracker.testing;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sink that passes entries on to another one, and blocks or throws before that if the test says so. Thread-safe by
 * its own monitor; a call waits at the gate without holding any other monitor.
 */
public final class GatedSink implements Sink {
    private final Sink behind;
    private final List<RunEntry> appended = new ArrayList<>();
    private boolean open = true;
    private int waiting;
    private @Nullable Supplier<? extends Throwable> failure;
    private int failures;

    public GatedSink(Sink behind) {
        this.behind = behind;
    }

    /** Calls from now on wait until {@link #open}. */
    public synchronized void close() {
        open = false;
    }

    /** Lets waiting and later calls through. */
    public synchronized void open() {
        open = true;
        notifyAll();
    }

    /** Makes the next {@code calls} calls that pass the gate throw this exception or error. */
    public synchronized void fail(int calls, Supplier<? extends Throwable> with) {
        failures = calls;
        failure = with;
    }

    /** Waits until at least one call waits at the gate. Returns false if none came in time. */
    public synchronized boolean awaitWaiting(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (waiting == 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The entries that went through, in order. */
    public synchronized List<RunEntry> appended() {
        return List.copyOf(appended);
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        Supplier<? extends Throwable> thrown = pass();
        if (thrown != null) {
            throw GatedSink.<RuntimeException>sneak(thrown.get());
        }
        long next = behind.append(run, entry);
        synchronized (this) {
            appended.add(entry);
        }
        return next;
    }

    private synchronized @Nullable Supplier<? extends Throwable> pass() {
        waiting++;
        notifyAll();
        boolean interrupted = false;
        while (!open) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waiting--;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failures > 0) {
            failures--;
            return failure;
        }
        return null;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // also throws checked exceptions
    private static <T extends Throwable> T sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
