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
 * @param routes what it answers
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
            // both: Javalin has a handler of its own for its exceptions
            ExceptionHandler<? super Exception> refuse = (e, context) -> answer(e, context, metrics, table.missing());
            config.routes.exception(Exception.class, refuse);
            config.routes.exception(HttpResponseException.class, refuse);
            config.router.javaLangErrorHandler((response, error) -> answer(error, response));
        });
        // not Javalin's own choice, which wants websockets
        return new Api(new JavalinServlet(javalin.unsafe), List.copyOf(known));
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.asyncTimeout = 0;
        // answers are compressed in Call, which knows what a client accepts
        config.http.compressionStrategy = CompressionStrategy.NONE;
        // none of which Jetty thinks that it knows the charset, and says so behind all others
        config.http.defaultContentType = "application/octet-stream";
        config.router.ignoreTrailingSlashes = true;
    }

    private static void answer(Exception e, Context context, ServerMetrics metrics, RouteTable.Missing missing) {
        if (context.res().isCommitted()) {
            // a part of the answer is out: what is left must not look like the rest of it
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

    /** Cuts the connection in the middle of an answer. */
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
            // the client has gone; the error itself is in the log
        }
    }
}
