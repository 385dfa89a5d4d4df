package io.github.djltracker.client.call;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnauthorizedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.log.RunLogJson;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns unsuccessful responses into exceptions. Only a problem document of the API is a permanent rejection. Any other
 * response, such as one from a proxy, may be temporary, so that entries are kept; the exception is an entry that is too
 * large for a proxy (413). No message contains the token. Thread-safe.
 */
public final class Refusals {
    private static final int MAX_SHOWN = 500;

    private final Address address;
    private final @Nullable String token;
    private final Clock clock;

    Refusals(Address address, @Nullable String token, Clock clock) {
        this.address = address;
        this.token = token;
        this.clock = clock;
    }

    /** The exception for a request that reads, changes, creates or deletes something. */
    RuntimeException ofCall(HttpAnswer answer) {
        Problem problem = problem(answer);
        return switch (problem.type()) {
            case Problem.INVALID -> new IllegalArgumentException(said(problem));
            case Problem.NOT_FOUND, Problem.DELETED -> new NotFoundException(said(problem));
            case Problem.ALREADY_EXISTS -> new AlreadyExistsException(said(problem));
            case Problem.TOO_LARGE, Problem.REJECTED -> new RejectedException(said(problem));
            default ->
                isUnauthorized(answer)
                        ? new UnauthorizedException(unauthorized(problem))
                        : unavailable(answer, problem);
        };
    }

    /** The exception for entries. They are given up if the answer says that they will never be accepted. */
    public RuntimeException ofEntries(UUID run, List<byte[]> lines, HttpAnswer answer) {
        Problem problem = problem(answer);
        RuntimeException known = ofEntries(run, lines, problem);
        return known == null ? ofEntries(answer, problem) : known;
    }

    /** The exception for a request with entries of several runs that failed as a whole. */
    public RuntimeException ofSeveral(HttpAnswer answer) {
        Problem problem = problem(answer);
        return switch (problem.type()) {
            case Problem.INVALID, Problem.TOO_LARGE, Problem.REJECTED -> new RejectedException(said(problem));
            default -> ofEntries(answer, problem);
        };
    }

    /** The exception for one run of a request with entries of several runs. */
    public RuntimeException ofOne(UUID run, List<byte[]> lines, Problem problem) {
        RuntimeException known = ofEntries(run, lines, problem);
        return known == null
                ? new UnavailableException(address + " does not accept run " + run + " now: " + said(problem))
                : known;
    }

    private @Nullable RuntimeException ofEntries(UUID run, List<byte[]> lines, Problem problem) {
        return switch (problem.type()) {
            case Problem.GAP -> gap(run, lines, problem.next());
            case Problem.DELETED -> new DeletedException(run);
            case Problem.INVALID, Problem.TOO_LARGE, Problem.REJECTED -> new RejectedException(said(problem));
            default -> null;
        };
    }

    private RuntimeException ofEntries(HttpAnswer answer, Problem problem) {
        if (answer.status() == 413) {
            return new RejectedException(address + " does not accept bodies of this size: " + said(problem));
        }
        return isUnauthorized(answer) ? new UnavailableException(unauthorized(problem)) : unavailable(answer, problem);
    }

    /** The exception for an answer that does not conform to the API. */
    public UnavailableException unlike(String why) {
        return new UnavailableException("no djl-tracker answers at " + address + ": " + shown(why));
    }

    private RuntimeException gap(UUID run, List<byte[]> lines, @Nullable Long wanted) {
        if (wanted == null) {
            return unlike("it reported a missing entry, but not which one");
        }
        long first;
        try {
            first = RunLogJson.read(lines.get(0)).sequence();
        } catch (IllegalArgumentException e) {
            return new RejectedException(
                    "the first of " + lines.size() + " lines is not an entry: " + e.getMessage(), e);
        }
        return new GapException(run, first, wanted);
    }

    private UnavailableException unavailable(HttpAnswer answer, Problem problem) {
        if (answer.mayPass()) {
            return new UnavailableException(
                    address + " is temporarily unavailable: " + said(problem), null, answer.wait(clock));
        }
        if (answer.isRedirect()) {
            return unlike(
                    "it redirects to " + answer.location() + ", and redirects are not followed; is the URL correct?");
        }
        return answer.status() != 404 && Problem.MEDIA_TYPE.equals(answer.type())
                ? new UnavailableException(address + " rejected the request: " + said(problem))
                : unlike("HTTP status " + answer.status() + ", of type " + answer.type());
    }

    private static boolean isUnauthorized(HttpAnswer answer) {
        return answer.status() == 401 || answer.status() == 403;
    }

    private String unauthorized(Problem problem) {
        return address + " denied access: " + said(problem) + "; "
                + (token == null ? "no token was given" : "the token does not permit this")
                + ": pass one with HttpSettings.token or the environment variable DJL_TRACKER_TOKEN; recording needs the"
                + " write token";
    }

    /** The problem document, or an empty one if there is none. */
    private static Problem problem(HttpAnswer answer) {
        if (Problem.MEDIA_TYPE.equals(answer.type())) {
            try {
                Problem problem = Forms.PROBLEM.read(answer.body());
                if (problem.status() == answer.status()) {
                    return problem;
                }
            } catch (IllegalArgumentException e) {
                // treated as if there were none
            }
        }
        return new Problem(Problem.OTHER, "", answer.status(), null, null);
    }

    private String said(Problem problem) {
        if (problem.detail() != null) {
            return shown(problem.detail());
        }
        return problem.title().isEmpty() ? "HTTP status " + problem.status() : shown(problem.title());
    }

    /** A server's message on one line, limited in length, without the token. */
    private String shown(String text) {
        String safe = token == null ? text : text.replace(token, "***");
        String line = safe.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
    }
}
