package io.github.djltracker.client.call;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A server's complete response.
 *
 * @param status from 200 on
 * @param type the media type without parameters, in lower case; null if there is none
 * @param location where to send the request instead, from the header
 * @param retryAfter when to retry, from the header
 * @param body uncompressed
 * @param isLate whether the same request was sent before without an answer, so that it may have been done twice
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpAnswer(
        int status,
        @Nullable String type,
        @Nullable String location,
        @Nullable String retryAfter,
        byte[] body,
        boolean isLate) {
    /** Longer delays in a response are ignored. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);

    /** The answer to a request, which carries the counter of {@link #unanswered}. */
    static HttpAnswer of(Response response, byte[] body) {
        AtomicInteger unanswered = unanswered(response.request());
        return new HttpAnswer(
                response.code(),
                type(response.header("Content-Type")),
                response.header("Location"),
                response.header("Retry-After"),
                body,
                (response.isSuccessful() ? unanswered.decrementAndGet() : unanswered.get()) > 0);
    }

    /** The number of times that a request has been sent without an answer. */
    static AtomicInteger unanswered(Request request) {
        return requireNonNull(request.tag(AtomicInteger.class), "counter");
    }

    public boolean isDone() {
        return status >= 200 && status < 300;
    }

    public boolean isRedirect() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Whether the same request may succeed later. */
    public boolean mayPass() {
        return status == 408 || status == 429 || status >= 500;
    }

    /** Whether the server asks for a retry soon. */
    boolean isBusy() {
        return status == 429 || status == 503;
    }

    /** How long to wait, from seconds or a date in the header; null if there is none, or it is not plausible. */
    public @Nullable Duration wait(Clock clock) {
        if (retryAfter == null) {
            return null;
        }
        Duration wait;
        try {
            wait = retryAfter.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from));
        } catch (DateTimeException e) {
            return null;
        }
        return wait.isNegative() || wait.compareTo(MAX_RETRY_AFTER) > 0 ? null : wait;
    }

    /** The media type of a header {@code Content-Type}. */
    private static @Nullable String type(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
