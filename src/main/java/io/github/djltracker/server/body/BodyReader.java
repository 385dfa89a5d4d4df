package io.github.djltracker.server.body;

import io.github.djltracker.server.observation.Draining;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.server.problem.ProblemPages;
import io.github.djltracker.server.problem.Problems;
import io.github.djltracker.server.problem.Refusal;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads the body of a request before it is processed: in bounded memory, and without a thread while no data arrives, so
 * that a thousand slow clients cost a thousand connections and no more. A body that arrives too slowly is rejected. The
 * next handler is called on the thread of the connection, and must not block. Thread-safe.
 */
public final class BodyReader extends Handler.Wrapper {
    /** The request attribute with the {@link Body}. */
    public static final String BODY = Body.class.getName();

    /** The request attribute with its {@link BodyMemory.Share}. */
    public static final String SHARE = BodyMemory.Share.class.getName();

    private static final Set<String> WITH_BODY = Set.of("POST", "PATCH", "PUT");

    private final ServerLimits limits;
    private final BodyMemory memory;
    private final ServerMetrics metrics;
    private final LongSupplier nanoTime;

    public BodyReader(ServerLimits limits, BodyMemory memory, ServerMetrics metrics, LongSupplier nanoTime) {
        this.limits = limits;
        this.memory = memory;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BodyMemory.Share share = memory.share();
        request.setAttribute(SHARE, share);
        Request.addCompletionListener(request, failure -> share.giveBack());
        if (!WITH_BODY.contains(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        new Reading(request, response, callback, new Body(share)).begin();
        return true;
    }

    /** A body that is being received. Run by one thread after another. */
    private final class Reading implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final Body body;
        private final long began = nanoTime.getAsLong();

        Reading(Request request, Response response, Callback callback, Body body) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.body = body;
        }

        void begin() {
            if (request.getLength() > limits.bodyBytes()) {
                refuse(tooLarge());
            } else {
                run();
            }
        }

        @Override
        public void run() {
            try {
                if (!isRead()) {
                    return;
                }
            } catch (Refusal refusal) {
                refuse(refusal);
                return;
            }
            request.setAttribute(BODY, body);
            hand();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        /** Reads the available data; false if it has to be called again when more is available. */
        private boolean isRead() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return false;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    throw Problems.ofTransport(chunk.getFailure());
                }
                take(chunk);
                if (chunk.isLast()) {
                    return true;
                }
            }
        }

        private void take(Content.Chunk chunk) {
            try {
                if (body.length() + chunk.remaining() > limits.bodyBytes()) {
                    throw tooLarge();
                }
                body.add(chunk.getByteBuffer());
            } finally {
                chunk.release();
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - began);
            if (!chunk.isLast()
                    && seconds >= ServerLimits.GRACE_SECONDS
                    && body.length() / seconds < limits.bytesPerSecond()) {
                throw Refusal.status(
                        408,
                        "the body arrived at " + body.length() / seconds + " bytes/s: at least "
                                + limits.bytesPerSecond() + " are required");
            }
        }

        private Refusal tooLarge() {
            return Refusal.tooLarge("the body is larger than " + limits.bodyBytes() + " bytes");
        }

        private void refuse(Refusal refusal) {
            metrics.rejected(refusal);
            ProblemPages.send(refusal, response, new Draining(request, callback, nanoTime));
        }

        private void hand() {
            try {
                if (!BodyReader.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Throwable e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }
}
