package io.github.djltracker.server.changes;

import io.github.djltracker.server.http.Api;
import io.github.djltracker.wire.form.run.RunChange;
import io.github.djltracker.wire.form.run.WatchedRun;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches runs. No thread waits for it: a change that it has not accepted yet is replaced by a newer one.
 * Thread-safe by one lock.
 */
final class Watcher implements WriteListener {
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private final Set<UUID> runs;
    private final Function<WatchedRun, byte[]> form;
    private final Context context;
    private final LongSupplier nanoTime;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    private final Object lock = new Object();
    // the fields below are guarded by lock
    private @Nullable ServletOutputStream out;
    private final Set<UUID> going;
    private final Map<UUID, RunChange> sent = new HashMap<>();
    private final Map<UUID, byte[]> waiting = new LinkedHashMap<>();
    private boolean beating;
    private boolean flushing;
    private boolean ending;
    private boolean blocked;
    private long lastWrite;

    /**
     * Watches nothing yet.
     *
     * @param form the form of a change
     */
    Watcher(Set<UUID> runs, Function<WatchedRun, byte[]> form, Context context, LongSupplier nanoTime) {
        this.runs = Set.copyOf(runs);
        this.going = new HashSet<>(runs);
        this.form = form;
        this.context = context;
        this.nanoTime = nanoTime;
        this.lastWrite = nanoTime.getAsLong();
    }

    Set<UUID> runs() {
        return runs;
    }

    boolean isOver() {
        return over.isDone();
    }

    /**
     * Begins to write; called once the request is asynchronous. Completes when the client has disconnected, or
     * everything was sent.
     */
    CompletableFuture<@Nullable Void> begin() {
        try {
            ServletOutputStream stream = context.res().getOutputStream();
            synchronized (lock) {
                out = stream;
                blocked = true;
            }
            stream.setWriteListener(this);
        } catch (IOException e) {
            over.complete(null);
        }
        return over;
    }

    /**
     * Sends a state that differs from the last one, and ends the stream after all runs. Returns whether it sends it.
     */
    boolean tell(UUID run, RunChange change) {
        synchronized (lock) {
            if (ending || !going.contains(run) || change.equals(sent.put(run, change))) {
                return false;
            }
            String event = "id: " + change.next() + "\nevent: change\ndata: "
                    + new String(form.apply(new WatchedRun(run, change)), StandardCharsets.UTF_8) + "\n\n";
            waiting.put(run, event.getBytes(StandardCharsets.UTF_8));
            if (change.status().isEnd()) {
                leave(run);
            }
            write();
            return true;
        }
    }

    /** Sends nothing more about a run, because it was deleted. */
    void gone(UUID run) {
        synchronized (lock) {
            leave(run);
            write();
        }
    }

    private void leave(UUID run) {
        going.remove(run);
        ending |= going.isEmpty();
    }

    /** Sends a sign of life if nothing was written for this time. */
    void beat(long afterNanos) {
        synchronized (lock) {
            if (waiting.isEmpty() && !ending && nanoTime.getAsLong() - lastWrite >= afterNanos) {
                beating = true;
                write();
            }
        }
    }

    /** Whether it has accepted nothing for this time, although something is waiting. */
    boolean isStuck(long nanos) {
        synchronized (lock) {
            return blocked && nanoTime.getAsLong() - lastWrite >= nanos;
        }
    }

    /** Ends the stream after what is waiting now. */
    void end() {
        synchronized (lock) {
            ending = true;
            write();
        }
    }

    /** Cuts the connection. */
    void drop() {
        Api.abort(context, new IOException("the watcher of runs " + runs + " does not read"));
        over.complete(null);
    }

    @Override
    public void onWritePossible() {
        synchronized (lock) {
            blocked = false;
            write();
        }
    }

    @Override
    public void onError(Throwable e) {
        over.complete(null);
    }

    private void write() {
        if (blocked || out == null || over.isDone()) {
            return;
        }
        try {
            while (out.isReady()) {
                byte[] next = next();
                if (next != null) {
                    flushing = true;
                    lastWrite = nanoTime.getAsLong();
                    out.write(next);
                } else if (flushing) {
                    flushing = false;
                    out.flush();
                } else {
                    if (ending) {
                        over.complete(null);
                    }
                    return;
                }
            }
            blocked = true;
        } catch (IOException | IllegalStateException e) {
            over.complete(null);
        }
    }

    private byte @Nullable [] next() {
        Iterator<byte[]> first = waiting.values().iterator();
        if (first.hasNext()) {
            byte[] event = first.next();
            first.remove();
            return event;
        }
        boolean beat = beating;
        beating = false;
        return beat ? HEARTBEAT : null;
    }
}
