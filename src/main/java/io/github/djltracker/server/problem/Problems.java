package io.github.djltracker.server.problem;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.wire.form.Problem;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps exceptions to responses. This is the only place that decides how a client sees an exception. */
public final class Problems {
    /** How long a client should wait if an unavailable store does not say. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** Maximum number of characters of a detail: enough for every message of this server, but not to echo a body. */
    public static final int MAX_DETAIL = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** An unavailable store would otherwise be logged with every request. */
    private static final Throttle WARNINGS = new Throttle(Duration.ofSeconds(10), System::nanoTime);

    private static final Map<String, String> TITLES = Map.of(
            Problem.INVALID, "The request is invalid",
            Problem.NOT_FOUND, "Not found",
            Problem.ALREADY_EXISTS, "Already exists",
            Problem.GAP, "An earlier entry is missing",
            Problem.DELETED, "The run was deleted",
            Problem.REJECTED, "The entry is permanently rejected",
            Problem.TOO_LARGE, "The body is too large",
            Problem.UNAUTHORIZED, "A token is required",
            Problem.FORBIDDEN, "This is not allowed",
            Problem.UNAVAILABLE, "Temporarily unavailable");

    private Problems() {}

    static Problem problem(int status, String type, @Nullable String detail) {
        return problem(status, type, detail, null);
    }

    private static Problem problem(int status, String type, @Nullable String detail, @Nullable Long next) {
        String title = TITLES.get(type);
        String text = detail == null || detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
        return new Problem(type, title == null ? HttpStatus.getMessage(status) : title, status, text, next);
    }

    /** The response to an exception. Errors of the server itself are logged. */
    public static Refusal of(Throwable e) {
        String message = e.getMessage();
        if (e instanceof Refusal refusal) {
            return refusal;
        } else if (e instanceof IllegalArgumentException) {
            return Refusal.invalid(message == null ? "" : message);
        } else if (e instanceof NotFoundException) {
            return refusal(404, Problem.NOT_FOUND, message);
        } else if (e instanceof AlreadyExistsException) {
            return refusal(409, Problem.ALREADY_EXISTS, message);
        } else if (e instanceof GapException gap) {
            return new Refusal(problem(409, Problem.GAP, message, gap.wanted()), Map.of());
        } else if (e instanceof DeletedException) {
            return refusal(410, Problem.DELETED, message);
        } else if (e instanceof RejectedException) {
            return refusal(422, Problem.REJECTED, message);
        } else if (e instanceof UnavailableException unavailable) {
            return unavailable(unavailable);
        } else if (e instanceof HttpResponseException response) {
            return response(response);
        } else if (e instanceof HttpException bad && bad.getCode() < 500) {
            return bad.getCode() == 400 ? Refusal.invalid(reason(bad)) : Refusal.status(bad.getCode(), reason(bad));
        }
        return broken(e);
    }

    /** The response to a request that did not arrive completely. */
    public static Refusal ofTransport(Throwable e) {
        if (e instanceof TimeoutException || e.getCause() instanceof TimeoutException) {
            return Refusal.status(408, "the request was sent too slowly");
        } else if (e instanceof IOException) {
            // not a permanent rejection: it may arrive completely next time
            return Refusal.status(400, "the request is incomplete");
        }
        return of(e);
    }

    /** Its message may say where the database is, which is only for the log. */
    private static Refusal unavailable(UnavailableException e) {
        if (WARNINGS.isDue()) {
            LOG.warn("answered 503: {}", e.getMessage());
        }
        Optional<Duration> said = e.retryAfter();
        return Refusal.unavailable("the store is temporarily unavailable", seconds(said.orElse(RETRY_AFTER)));
    }

    private static int seconds(Duration wait) {
        return (int) Math.max(1, Math.min(3_600, wait.toSeconds()));
    }

    private static Refusal response(HttpResponseException e) {
        if (e instanceof MethodNotAllowedResponse) {
            // the key depends on what the client accepts
            String allowed = String.join(", ", e.getDetails().values());
            return Refusal.status(405, "allowed are " + allowed).with("Allow", allowed);
        } else if (e.getStatus() == 404) {
            return refusal(404, Problem.NOT_FOUND, "there is nothing at this path");
        }
        return Refusal.status(e.getStatus(), null);
    }

    private static String reason(HttpException e) {
        String reason = e.getReason();
        return reason == null ? HttpStatus.getMessage(e.getCode()) : reason;
    }

    private static Refusal broken(Throwable e) {
        String id = UUID.randomUUID().toString();
        LOG.error("error {}", id, e);
        return Refusal.status(500, "error " + id);
    }

    private static Refusal refusal(int status, String type, @Nullable String detail) {
        return new Refusal(problem(status, type, detail), Map.of());
    }
}
