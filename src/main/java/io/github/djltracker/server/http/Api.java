package io.github.djltracker.server.http;

import io.github.djltracker.server.body.ServerLimits;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.server.problem.Problems;
import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.Problem;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.JavalinServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All routes as one servlet.
 *
 * @param routes the routes that it has
 */
public record Api(Servlet servlet, List<RouteTable.Route> routes) {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    public static Api of(ServerMetrics metrics, ServerLimits limits, RouteTable.Routes... nouns) {
        List<RouteTable.Route> known = new ArrayList<>();
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            RouteTable table = new RouteTable(config.routes, limits.bytesPerSecond());
            for (RouteTable.Routes noun : nouns) {
                noun.addTo(table);
            }
            table.addOptions();
            known.addAll(table.routes());
            // both are needed: Javalin has its own handler for its exceptions
            ExceptionHandler<? super Exception> refuse = (e, context) -> answer(e, context, metrics, table.missing());
            config.routes.exception(Exception.class, refuse);
            config.routes.exception(HttpResponseException.class, refuse);
            config.router.javaLangErrorHandler((response, error) -> answer(error, response));
        });
        // not Javalin's own servlet, which requires websockets
        return new Api(new JavalinServlet(javalin.unsafe), List.copyOf(known));
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.asyncTimeout = 0;
        // responses are compressed in Call, which knows what a client accepts
        config.http.compressionStrategy = CompressionStrategy.NONE;
        // Jetty appends a charset to types that it knows, but not to this one
        config.http.defaultContentType = "application/octet-stream";
        config.router.ignoreTrailingSlashes = true;
    }

    private static void answer(Exception e, Context context, ServerMetrics metrics, RouteTable.Missing missing) {
        if (context.res().isCommitted()) {
            // part of the response was sent: what follows must not look like the rest of it
            abort(context, e);
            return;
        }
        Refusal refusal = Problems.of(e);
        metrics.rejected(refusal);
        Problem problem = refusal.problem();
        context.res().resetBuffer();
        context.removeHeader("Content-Encoding");
        context.removeHeader("Link");
        if (problem.status() == 404 && missing.answer(context)) {
            return;
        }
        refusal.headers().forEach(context::header);
        context.status(problem.status());
        context.contentType(Problem.MEDIA_TYPE);
        context.result(Forms.PROBLEM.write(problem));
    }

    /** Cuts the connection in the middle of a response. */
    public static void abort(Context context, Exception e) {
        LOG.debug("disconnected: {}", context.req().getRequestURI(), e);
        ServletContextRequest.getServletContextRequest(context.req())
                .getServletChannel()
                .abort(e);
    }

    private static void answer(Error error, HttpServletResponse response) {
        Problem problem = Problems.of(error).problem();
        response.setContentType(Problem.MEDIA_TYPE);
        response.setStatus(problem.status());
        try {
            response.getOutputStream().write(Forms.PROBLEM.write(problem));
        } catch (IOException e) {
            // the client has disconnected; the error itself is in the log
        }
    }
}
