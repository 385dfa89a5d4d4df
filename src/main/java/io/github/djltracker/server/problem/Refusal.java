package io.github.djltracker.server.problem;

import io.github.djltracker.wire.form.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is rejected before anything was done, with everything that the response says. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    Refusal(Problem problem, Map<String, String> headers) {
        super(problem.title(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** 400: a body, a field or a parameter is invalid. */
    public static Refusal invalid(String detail) {
        return of(400, Problem.INVALID, detail);
    }

    /** 401: there is no token, or an invalid one. */
    public static Refusal unauthorized(String detail) {
        return new Refusal(
                Problems.problem(401, Problem.UNAUTHORIZED, detail),
                Map.of("WWW-Authenticate", "Bearer realm=\"djl-tracker\""));
    }

    /** 403: the token, the host or the origin does not allow it. */
    public static Refusal forbidden(String detail) {
        return of(403, Problem.FORBIDDEN, detail);
    }

    /** 413: larger than allowed. */
    public static Refusal tooLarge(String detail) {
        return of(413, Problem.TOO_LARGE, detail);
    }

    /** 503: temporarily unavailable; retry after this number of seconds. */
    public static Refusal unavailable(String detail, int retryAfterSeconds) {
        return new Refusal(
                Problems.problem(503, Problem.UNAVAILABLE, detail),
                Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** Any other HTTP status. */
    public static Refusal status(int status, @Nullable String detail) {
        return of(status, Problem.OTHER, detail);
    }

    /** A copy with one more header. */
    public Refusal with(String header, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Refusal(problem, more);
    }

    private static Refusal of(int status, String type, @Nullable String detail) {
        return new Refusal(Problems.problem(status, type, detail), Map.of());
    }
}
