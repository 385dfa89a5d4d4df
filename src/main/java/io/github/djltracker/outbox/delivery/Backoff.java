package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.error.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the destination can be reached, and when to try again: after 100 ms, doubled with each failure up to 30 s,
 * of which a random part is waited, or for as long as the destination asks. Confined to the courier, but for {@link
 * #failure}.
 */
public final class Backoff {
    static final Duration FIRST_DELAY = Duration.ofMillis(100);
    static final Duration MAX_DELAY = Duration.ofSeconds(30);
    /** No destination may ask for more. */
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

    /** The last failure, and when the first in a row was. */
    public record Failure(String message, Instant since) {}

    public Backoff(String destination, CourierClock pace) {
        this.destination = destination;
        this.pace = pace;
        this.notBefore = pace.nanos();
    }

    /** The failure if the last attempt was one. */
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

    /** Try at once: somebody waits. Not where the destination itself asked for a pause. */
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

    /** Says it once, and again when it has become something else, but not more than once a minute. */
    private void say(String message) {
        long now = pace.nanos();
        boolean isNew = !isSaid || !message.equals(said);
        if (isNew && (said == null || now - saidAt >= SAY_INTERVAL.toNanos())) {
            LOG.warn("{} cannot take what is recorded: {}. It is kept on disk, and sent later", destination, message);
            isSaid = true;
            said = message;
            saidAt = now;
        } else {
            LOG.debug("{} still cannot take what is recorded, attempt {}: {}", destination, failures, message);
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
            LOG.info("{} takes what is recorded again", destination);
        }
    }

    /** How long to wait after so many failures in a row. */
    long delayNanos(int failed) {
        return (long) (pace.random() * mostNanos(failed));
    }

    static long mostNanos(int failed) {
        return Math.min(MAX_DELAY.toNanos(), FIRST_DELAY.toNanos() << Math.min(failed - 1, 20));
    }
}
