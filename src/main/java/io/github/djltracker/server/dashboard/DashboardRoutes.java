package io.github.djltracker.server.dashboard;

import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.problem.Headers;
import io.javalin.http.Context;
import java.util.List;

/** The dashboard: its page at the address of each view, and its files. Thread-safe. */
public final class DashboardRoutes implements RouteTable.Routes {
    /** The prefix of its files. */
    static final String ASSETS = "/assets/";

    /** A year, which is as long as a browser keeps anything. */
    private static final String FOREVER = "public, max-age=31536000, immutable";

    /** The paths of the views; the page itself finds out which one it is. */
    private static final List<String> VIEWS = List.of(
            "/",
            "/compare",
            "/experiments/{experiment}",
            "/experiments/{experiment}/runs",
            "/models/{model}",
            "/runs/{run}");

    private final Assets assets = Assets.ofTheJar();

    /** Whether a path is of the dashboard, which contains no data and is therefore open to everyone. */
    public static boolean isPage(String path) {
        return path.equals("/")
                || path.equals("/compare")
                || path.startsWith("/experiments/")
                || path.startsWith("/models/")
                || path.startsWith("/runs/")
                || path.startsWith(ASSETS);
    }

    @Override
    public void addTo(RouteTable table) {
        VIEWS.forEach(path -> table.page(
                path, context -> send(context, assets.page(context.req().getRequestURI()))));
        table.page(ASSETS + "<file>", context -> send(context, assets.find(context.pathParam("file"))));
        table.missing(this::missing);
    }

    /** Responds to a browser with the page if nothing exists at a path; false for other clients. */
    private boolean missing(Context context) {
        if (!MissingPage.isFor(context.method().name(), context.path(), context.header("Accept"))) {
            return false;
        }
        write(context, assets.page(context.req().getRequestURI()));
        context.status(404);
        context.header("Vary", "Accept, Accept-Encoding");
        return true;
    }

    private static void send(Context context, Asset asset) {
        // without a version in its address, a file is kept but revalidated each time: a newer server has newer files
        // under the same names
        context.header("Cache-Control", asset.isForever() ? FOREVER : "no-cache");
        context.header("ETag", asset.tag());
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.header(Headers.CONTENT_SECURITY_POLICY, Headers.PAGE_POLICY);
            context.header("Vary", "Accept-Encoding");
            context.status(304);
        } else {
            write(context, asset);
        }
    }

    private static void write(Context context, Asset asset) {
        context.header(Headers.CONTENT_SECURITY_POLICY, Headers.PAGE_POLICY);
        context.header("Vary", "Accept-Encoding");
        context.contentType(asset.mediaType());
        if (MediaTypes.acceptsGzip(context.header("Accept-Encoding"))) {
            context.header("Content-Encoding", "gzip");
            context.result(asset.gzip());
        } else {
            context.result(asset.bytes());
        }
    }
}
