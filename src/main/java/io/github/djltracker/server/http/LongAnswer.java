package io.github.djltracker.server.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/**
 * A long response that is sent piece by piece, without a thread while the client reads nothing. It is aborted if the
 * client reads too slowly. The container calls the listener from one thread at a time; the timer uses another.
 */
final class LongAnswer implements WriteListener {
    /** How often a client's speed is checked. */
    static final int LOOK_SECONDS = 10;

    /** Bytes that are written at a time: reading fewer does not count as progress. */
    private static final int PIECE = 16 << 10;

    private final Context context;
    private final byte[] answer;
    private final long bytesPerSecond;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private final ServletOutputStream out;

    /** Written by the container's threads, read by the timer's. */
    private volatile boolean waiting;

    /** Written by one of the container's threads at a time, read by the timer's. */
    private volatile int written;

    private LongAnswer(Context context, byte[] answer, long bytesPerSecond) throws IOException {
        this.context = context;
        this.answer = answer;
        this.bytesPerSecond = bytesPerSecond;
        this.out = context.res().getOutputStream();
    }

    /** Responds with these bytes; status and headers are set already. */
    static void send(Context context, byte[] answer, long bytesPerSecond) throws IOException {
        LongAnswer sending = new LongAnswer(context, answer, bytesPerSecond);
        context.future(sending::begin);
    }

    private CompletableFuture<@Nullable Void> begin() {
        look(0, false);
        out.setWriteListener(this);
        return over;
    }

    @Override
    public void onWritePossible() {
        waiting = false;
        try {
            while (out.isReady()) {
                int from = written;
                if (from == answer.length) {
                    over.complete(null);
                    return;
                }
                int length = Math.min(PIECE, answer.length - from);
                out.write(answer, from, length);
                written = from + length;
            }
            waiting = true;
        } catch (Exception e) {
            cut(e);
        }
    }

    @Override
    public void onError(Throwable e) {
        over.complete(null);
    }

    /** Checks the client's speed again and again, until the response is over. */
    private void look(long before, boolean wasWaiting) {
        if (over.isDone()) {
            return;
        }
        long now = written;
        if (wasWaiting && waiting && now - before < bytesPerSecond * LOOK_SECONDS) {
            cut(new IOException("the response was read at less than " + bytesPerSecond + " bytes/s"));
            return;
        }
        boolean nowWaiting = waiting;
        var unused = ServletContextRequest.getServletContextRequest(context.req())
                .getComponents()
                .getScheduler()
                .schedule(() -> look(now, nowWaiting), LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Aborts the response, so that the client does not take it for complete. */
    private void cut(Exception e) {
        Api.abort(context, e);
        over.complete(null);
    }
}
