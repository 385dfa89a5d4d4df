package io.github.djltracker.server.route;

import io.github.djltracker.domain.AsyncRunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.server.body.Body;
import io.github.djltracker.server.body.BodyMemory;
import io.github.djltracker.server.body.BodyReader;
import io.github.djltracker.server.body.EntryLines;
import io.github.djltracker.server.body.Inflated;
import io.github.djltracker.server.body.RunParts;
import io.github.djltracker.server.body.ServerLimits;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.server.problem.ProblemPages;
import io.github.djltracker.server.problem.Problems;
import io.github.djltracker.server.problem.Refusal;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Appends the entries that trainings send, which are most of all requests, without a thread that waits for the store.
 * Small bodies are parsed on the thread of their connection, others on another. The thread that stored the entries
 * sends the response. All other requests get a thread of the server, on which the routes may wait. Thread-safe.
 */
public final class EntryHandler extends Handler.Wrapper {
    /** Maximum size of a body that is parsed on the thread of a connection, while other connections wait. */
    private static final long MOST_AT_ONCE = 16 << 10;

    private static final Pattern PATH =
            Pattern.compile(RouteTable.BASE + "/runs/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})/entries");

    private final Store store;
    private final ServerLimits limits;
    private final ServerMetrics metrics;
    private final EntryAppends appends;

    /**
     * A handler in front of the routes.
     *
     * @param appended called with each run to which something was appended; must not block
     */
    public EntryHandler(Store store, ServerLimits limits, ServerMetrics metrics, Consumer<UUID> appended) {
        this.store = store;
        this.limits = limits;
        this.metrics = metrics;
        this.appends = new EntryAppends(metrics, appended);
    }

    /** Reads a body and appends its entries; completed with the answer. */
    private interface Work {
        CompletableFuture<byte[]> begin(Inflated body, BodyMemory.Share share);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Work work = store.logs() instanceof AsyncRunLogs logs ? work(request, logs) : null;
        if (work == null) {
            request.getContext().execute(() -> pass(request, response, callback));
            return true;
        }
        Body body = (Body) request.getAttribute(BodyReader.BODY);
        boolean isSmall = body.length() <= MOST_AT_ONCE && !request.getHeaders().contains(HttpHeader.CONTENT_ENCODING);
        Appending appending = new Appending(request, response, callback);
        if (isSmall) {
            appending.begin(work, body);
        } else {
            request.getContext().execute(() -> appending.begin(work, body));
        }
        return true;
    }

    /** What the request appends; null if it is another request, or one that the routes must check. */
    private @Nullable Work work(Request request, AsyncRunLogs logs) {
        if (!request.getMethod().equals("POST")
                || request.getHttpURI().getQuery() != null
                || !isPlain(request.getHeaders())) {
            return null;
        }
        String path = String.valueOf(request.getHttpURI().getPath());
        if (path.equals(EntryRoutes.SEVERAL)) {
            request.setAttribute(RouteTable.ROUTE, EntryRoutes.SEVERAL);
            return (body, share) -> appends.several(logs, RunParts.read(body, share));
        }
        Matcher one = PATH.matcher(path);
        if (!one.matches()) {
            return null;
        }
        UUID run = UUID.fromString(one.group(1));
        request.setAttribute(RouteTable.ROUTE, EntryRoutes.ALL);
        return (body, share) -> appends.one(logs, run, EntryLines.read(body, share));
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static boolean isPlain(HttpFields headers) {
        int types = 0;
        int encodings = 0;
        int accepted = 0;
        for (HttpField field : headers) {
            types += field.getHeader() == HttpHeader.CONTENT_TYPE ? 1 : 0;
            encodings += field.getHeader() == HttpHeader.CONTENT_ENCODING ? 1 : 0;
            accepted += field.getHeader() == HttpHeader.ACCEPT ? 1 : 0;
        }
        return types <= 1 && encodings <= 1 && accepted <= 1;
    }

    /** One request in progress. Used by one thread after another. */
    private final class Appending {
        private final Request request;
        private final Response response;
        private final Callback callback;

        Appending(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void begin(Work work, Body body) {
            try {
                HttpFields headers = request.getHeaders();
                MediaTypes.checkAccept(headers.get(HttpHeader.ACCEPT), MediaTypes.JSON);
                MediaTypes.checkContent(headers.get(HttpHeader.CONTENT_TYPE), MediaTypes.LINES);
                Inflated inflated = Inflated.of(body, headers.get(HttpHeader.CONTENT_ENCODING), limits.inflatedBytes());
                var unused = work.begin(inflated, (BodyMemory.Share) request.getAttribute(BodyReader.SHARE))
                        .whenComplete(this::answer);
            } catch (Throwable e) { // handled as in the routes
                refuse(e);
            }
        }

        /** Throws nothing, because the future that calls it would swallow that. */
        private void answer(byte @Nullable [] answer, @Nullable Throwable failure) {
            if (answer == null) {
                refuse(EntryAppends.cause(failure));
                return;
            }
            try {
                response.setStatus(200);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.JSON);
                response.getHeaders().put(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());
                response.write(true, ByteBuffer.wrap(answer), callback);
            } catch (Throwable e) {
                callback.failed(e);
            }
        }

        private void refuse(Throwable e) {
            try {
                Refusal refusal = Problems.of(e);
                metrics.rejected(refusal);
                ProblemPages.send(refusal, response, callback);
            } catch (Throwable failure) {
                callback.failed(failure);
            }
        }
    }
}
