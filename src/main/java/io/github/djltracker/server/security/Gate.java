package io.github.djltracker.server.security;

import io.github.djltracker.server.dashboard.DashboardRoutes;
import io.github.djltracker.server.dashboard.MissingPage;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.observation.Draining;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.server.problem.Headers;
import io.github.djltracker.server.problem.ProblemPages;
import io.github.djltracker.server.problem.Refusal;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Checks each request before its body is read: its host name, the page that it comes from, and its token. Thread-safe.
 */
public final class Gate extends Handler.Wrapper {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "TRACE", "CONNECT", "QUERY");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** Paths that monitoring uses without a token. */
    private static final Set<String> OPEN_PATHS = Set.of(RouteTable.BASE + "/health");

    private final Hosts hosts;
    private final Tokens tokens;
    private final ServerMetrics metrics;

    public Gate(Hosts hosts, Tokens tokens, ServerMetrics metrics) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Headers.secure(response.getHeaders());
        try {
            check(request);
        } catch (Refusal refusal) {
            metrics.rejected(refusal);
            Callback drained = new Draining(request, callback, System::nanoTime);
            boolean isUnknown = refusal.problem().status() == 401;
            if (!isUnknown || !MissingPage.answer(request, response, drained)) {
                ProblemPages.send(refusal, response, drained);
            }
            return true;
        }
        return super.handle(request, response, callback);
    }

    private void check(Request request) {
        String method = request.getMethod();
        if (!METHODS.contains(method)) {
            throw Refusal.status(501, null);
        }
        hosts.check(request.getHttpURI().getHost());
        boolean reads = READING.contains(method);
        if (!reads) {
            checkOrigin(request);
        }
        if (tokens.areWanted() && !(reads && isOpen(Request.getPathInContext(request)))) {
            tokens.check(request.getHeaders().get(HttpHeader.AUTHORIZATION), reads);
        }
    }

    /** The dashboard itself is the same for everyone; the data that it shows is requested with the token. */
    private static boolean isOpen(String path) {
        return OPEN_PATHS.contains(path) || DashboardRoutes.isPage(path);
    }

    /** Programs send none of these headers, and browsers cannot omit them. */
    private static void checkOrigin(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw Refusal.forbidden("the request comes from a page of another site");
        }
        HttpField origin = request.getHeaders().getField(HttpHeader.ORIGIN);
        if (origin != null && !isSame(origin.getValue(), request.getHttpURI().getAuthority())) {
            throw Refusal.forbidden("the request comes from a page of another origin");
        }
    }

    private static boolean isSame(@Nullable String origin, @Nullable String authority) {
        if (origin == null || authority == null) {
            return false;
        }
        // a proxy that terminates TLS changes the scheme, but not the name
        return origin.equalsIgnoreCase("http://" + authority) || origin.equalsIgnoreCase("https://" + authority);
    }
}
