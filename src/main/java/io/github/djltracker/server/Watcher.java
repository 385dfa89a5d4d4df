package io.github.djltracker.server;

import io.github.djltracker.wire.Forms;
import io.github.djltracker.wire.RunChange;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches a run. Nobody ever waits for it: what it has not taken yet is replaced by what is newer. Thread-safe
 * by one lock.
 */
final class Watcher implements WriteListener {
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private final UUID run;
    private final Context context;
    private final LongSupplier nanoTime;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    private final Object lock = new Object();
    // all below are guarded by lock
    private @Nullable ServletOutputStream out;
    private @Nullable RunChange sent;
    private byte @Nullable [] waiting;
    private boolean flushing;
    private boolean ending;
    private boolean blocked;
    private long lastWrite;

    Watcher(UUID run, Context context, LongSupplier nanoTime) {
        this.run = run;
        this.context = context;
        this.nanoTime = nanoTime;
        this.lastWrite = nanoTime.getAsLong();
    }

    UUID run() {
        return run;
    }

    boolean isOver() {
        return over.isDone();
    }

    /** Begins to write; to be called once the request is asynchronous. Over when the client has gone or all is said. */
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

    /** Tells how the run stands, if it stands otherwise than it was told last; says whether it does. */
    boolean tell(RunChange change) {
        synchronized (lock) {
            if (ending || change.equals(sent)) {
                return false;
            }
            sent = change;
            ending = change.status().isEnd();
            String event = "id: " + change.next() + "\nevent: change\ndata: "
                    + new String(Forms.RUN_CHANGE.write(change), StandardCharsets.UTF_8) + "\n\n";
            waiting = event.getBytes(StandardCharsets.UTF_8);
            write();
            return true;
        }
    }

    /** Says that the connection is alive, where nothing was written for so long. */
    void beat(long afterNanos) {
        synchronized (lock) {
            if (waiting == null && !ending && nanoTime.getAsLong() - lastWrite >= afterNanos) {
                waiting = HEARTBEAT;
                write();
            }
        }
    }

    /** Whether it has taken nothing for so long, although there is something. */
    boolean isStuck(long nanos) {
        synchronized (lock) {
            return blocked && nanoTime.getAsLong() - lastWrite >= nanos;
        }
    }

    /** Ends the stream after what is written now. */
    void end() {
        synchronized (lock) {
            ending = true;
            write();
        }
    }

    /** Cuts the connection. */
    void drop() {
        Api.abort(context, new IOException("the watcher of run " + run + " takes nothing"));
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
                if (waiting != null) {
                    byte[] next = waiting;
                    waiting = null;
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
}
