package io.github.djltracker.server.observation;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads for a while what a client still sends after it was rejected. If the connection is closed while a client sends,
 * its system may discard the response before the client reads it, and it would never know why. Needs no thread while it
 * waits.
 */
public final class Draining extends Callback.Nested implements Invocable.Task {
    static final long MAX_BYTES = 64L << 20;
    static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Request request;
    private final LongSupplier nanoTime;
    private final long began;
    private long drained;

    /**
     * To be called when the response was written.
     *
     * @param callback called when there is nothing more to read, or enough was read
     */
    public Draining(Request request, Callback callback, LongSupplier nanoTime) {
        super(callback);
        this.request = request;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    @Override
    public void succeeded() {
        if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
            // a client sends the body only after "100 Continue", which it did not get
            super.succeeded();
        } else {
            run();
        }
    }

    @Override
    public void run() {
        while (drained < MAX_BYTES && nanoTime.getAsLong() - began < MAX_NANOS) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            drained += chunk.remaining();
            boolean over = chunk.isLast() || Content.Chunk.isFailure(chunk);
            chunk.release();
            if (over) {
                break;
            }
        }
        super.succeeded();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
