package io.github.djltracker.server.dashboard;

import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.server.problem.Headers;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What a browser sees at an unknown address: the dashboard, which says so. Programs, and requests for paths of the API,
 * get a problem document. Thread-safe.
 */
public final class MissingPage {
    private static final Assets ASSETS = Assets.ofTheJar();

    private MissingPage() {}

    /** Whether the request comes from a browser. */
    static boolean isFor(String method, String path, @Nullable String accept) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        boolean isData = path.equals("/api") || path.startsWith("/api/") || path.equals("/metrics");
        return reads && !isData && MediaTypes.prefersPage(accept);
    }

    /** Responds to a browser without a token, which must not learn what exists. Returns whether it did. */
    public static boolean answer(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!isFor(request.getMethod(), path, request.getHeaders().get(HttpHeader.ACCEPT))) {
            return false;
        }
        Asset page = ASSETS.page(path);
        response.setStatus(404);
        response.getHeaders().put(Headers.CONTENT_SECURITY_POLICY, Headers.PAGE_POLICY);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.mediaType());
        response.write(true, ByteBuffer.wrap(page.bytes()), callback);
        return true;
    }
}
