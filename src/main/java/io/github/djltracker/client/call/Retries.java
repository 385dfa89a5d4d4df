package io.github.djltracker.client.call;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often and when to retry a request without a response: a few times, soon, because a caller waits. Thread-safe.
 *
 * @param most maximum number of retries
 * @param random from 0 to 1, so that clients that failed together do not retry together
 */
public record Retries(int most, Pause pause, DoubleSupplier random) {
    /** Waits. */
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** Retries twice: after 50 to 150 ms, and after 200 to 600 ms. */
    public static final Retries DEFAULT = new Retries(
            2,
            time -> Thread.sleep(time.toMillis()),
            () -> ThreadLocalRandom.current().nextDouble());

    /** No retries: the caller retries. */
    public static final Retries NONE = new Retries(0, time -> {}, () -> 0);

    /** If a server asks for a longer delay than this, the call fails instead, because a caller waits. */
    static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final int FACTOR = 4;

    /**
     * Waits, unless there is to be no further attempt.
     *
     * @param tries the number of attempts so far
     * @param wanted the delay that the server asked for, null if it did not
     * @return whether to try again
     */
    boolean again(int tries, @Nullable Duration wanted) throws InterruptedException {
        if (tries > most || (wanted != null && wanted.compareTo(MAX_PAUSE) > 0)) {
            return false;
        }
        double millis = FIRST.toMillis() * Math.pow(FACTOR, tries - 1.0) * (0.5 + random.getAsDouble());
        Duration time = Duration.ofMillis((long) millis);
        pause.sleep(wanted != null && wanted.compareTo(time) > 0 ? wanted : time);
        return true;
    }
}
