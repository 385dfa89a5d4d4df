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
 * A sink that passes entries on to another one, and on the way blocks, or throws, as told. Thread-safe by its own
 * monitor; a call waits at the gate without holding the monitor of anything else.
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

    /** The next so many calls that pass the gate throw, be it an exception or an error. */
    public synchronized void fail(int calls, Supplier<? extends Throwable> with) {
        failures = calls;
        failure = with;
    }

    /** Waits until at least one call stands at the gate; false if none came in time. */
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

    /** What went through, in its order. */
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

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // throws checked exceptions as well
    private static <T extends Throwable> T sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
