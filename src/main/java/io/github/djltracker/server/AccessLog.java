package io.github.djltracker.server;

import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.server.route.EntryRoutes;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs one line per request, without its query and its headers, and counts it. Accepted entries, which trainings send
 * all the time, are only logged at DEBUG. Thread-safe.
 */
final class AccessLog implements RequestLog {
    /** The logger's name. */
    static final String NAME = "io.github.djltracker.access";
    /** The route of a request that matches none. */
    static final String NO_ROUTE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final int MAX_PATH = 300;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "TRACE");

    private final ServerMetrics metrics;

    AccessLog(ServerMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void log(Request request, Response response) {
        Object found = request.getAttribute(RouteTable.ROUTE);
        String route = found instanceof String known ? known : NO_ROUTE;
        // names made up by clients would fill the memory with counters
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        long nanos = System.nanoTime() - request.getBeginNanoTime();
        metrics.request(method, route, response.getStatus(), nanos / 1e9);
        boolean isEntries = route.equals(EntryRoutes.ALL) || route.equals(EntryRoutes.SEVERAL);
        boolean isUsual = isEntries && method.equals("POST") && response.getStatus() == 200;
        Level level = isUsual ? Level.DEBUG : Level.INFO;
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level)
                    .log(
                            "method={} route={} path={} status={} in={} out={} ms={} remote={}",
                            method,
                            route,
                            path(request),
                            response.getStatus(),
                            Request.getContentBytesRead(request),
                            Response.getContentBytesWritten(response),
                            String.format(Locale.ROOT, "%.1f", nanos / (double) TimeUnit.MILLISECONDS.toNanos(1)),
                            Request.getRemoteAddr(request));
        }
    }

    /** The path as received, without characters that could begin a new line. */
    private static String path(Request request) {
        String path = String.valueOf(request.getHttpURI().getPath());
        StringBuilder plain = new StringBuilder();
        path.chars().limit(MAX_PATH).forEach(c -> plain.append(c > ' ' && c <= '~' ? (char) c : '?'));
        return plain.toString();
    }
}
