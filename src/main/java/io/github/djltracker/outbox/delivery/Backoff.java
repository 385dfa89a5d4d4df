package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.error.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks whether the destination is available, and when to retry: after a random part of a delay that starts at 100 ms
 * and doubles with each failure up to 30 s, or after the delay that the destination asks for, if that is longer.
 * Confined to the courier, except for {@link #failure}.
 */
public final class Backoff {
    static final Duration FIRST_DELAY = Duration.ofMillis(100);
    static final Duration MAX_DELAY = Duration.ofSeconds(30);
    /** The maximum delay that a destination can ask for. */
    static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private static final Duration SAY_INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Backoff.class);

    private final String destination;
    private final CourierClock pace;
    private int failures;
    private long notBefore;
    private boolean isAsked;
    private boolean isSaid;
    private @Nullable String said;
    private long saidAt;
    private volatile @Nullable Failure failure;

    /** The last failure, and the time of the first of the consecutive failures. */
    public record Failure(String message, Instant since) {}

    public Backoff(String destination, CourierClock pace) {
        this.destination = destination;
        this.pace = pace;
        this.notBefore = pace.nanos();
    }

    /** The failure, if the last attempt failed. */
    @Nullable
    public Failure failure() {
        return failure;
    }

    boolean isDown() {
        return failures > 0;
    }

    int failures() {
        return failures;
    }

    long waitNanos(long now) {
        return notBefore - now;
    }

    /** Retries at once, because a caller waits, unless the destination itself asked for a delay. */
    void hurry() {
        if (!isAsked) {
            notBefore = pace.nanos();
        }
    }

    void failed(UnavailableException e) {
        failures++;
        long wait = delayNanos(failures);
        Duration asked = e.retryAfter().orElse(Duration.ZERO);
        isAsked = asked.compareTo(Duration.ZERO) > 0;
        if (isAsked) {
            Duration capped = asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
            wait = Math.max(wait, capped.toNanos());
        }
        notBefore = pace.nanos() + wait;
        Failure before = failure;
        failure = new Failure(String.valueOf(e.getMessage()), before == null ? pace.now() : before.since());
        say(String.valueOf(e.getMessage()));
    }

    /** Logs it once, and again when it changes, but at most once per minute. */
    private void say(String message) {
        long now = pace.nanos();
        boolean isNew = !isSaid || !message.equals(said);
        if (isNew && (said == null || now - saidAt >= SAY_INTERVAL.toNanos())) {
            LOG.warn("{} does not accept entries: {}. They are kept on disk and sent later", destination, message);
            isSaid = true;
            said = message;
            saidAt = now;
        } else {
            LOG.debug("{} still does not accept entries, attempt {}: {}", destination, failures, message);
        }
    }

    void succeeded() {
        if (isDown()) {
            failures = 0;
            isAsked = false;
            failure = null;
            notBefore = pace.nanos();
        }
        if (isSaid) {
            isSaid = false;
            LOG.info("{} accepts entries again", destination);
        }
    }

    /** The delay after this number of consecutive failures. */
    long delayNanos(int failed) {
        return (long) (pace.random() * mostNanos(failed));
    }

    static long mostNanos(int failed) {
        return Math.min(MAX_DELAY.toNanos(), FIRST_DELAY.toNanos() << Math.min(failed - 1, 20));
    }
}
