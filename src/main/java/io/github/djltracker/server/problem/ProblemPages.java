package io.github.djltracker.server.problem;

import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Responds to errors outside of the routes with problem documents like those of the routes. Thread-safe. */
public final class ProblemPages extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Throwable cause = (Throwable) request.getAttribute(ERROR_EXCEPTION);
        send(refusal(response.getStatus(), cause), response, callback);
        return true;
    }

    private static Refusal refusal(int status, @Nullable Throwable cause) {
        if (cause != null) {
            return Problems.ofTransport(cause);
        }
        return switch (status) {
            case 400 -> Refusal.invalid("the request is not valid HTTP");
            case 404 ->
                new Refusal(
                        Problems.problem(404, Problem.NOT_FOUND, "there is nothing at this path"), java.util.Map.of());
            case 503 -> Refusal.unavailable("the server is stopping", 5);
            default -> Refusal.status(status, null);
        };
    }

    /** Responds with a problem document, whatever was put into the response before. */
    public static void send(Refusal refusal, Response response, Callback callback) {
        Problem problem = refusal.problem();
        Headers.secure(response.getHeaders());
        refusal.headers().forEach(response.getHeaders()::put);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(Forms.PROBLEM.write(problem)), callback);
    }
}
