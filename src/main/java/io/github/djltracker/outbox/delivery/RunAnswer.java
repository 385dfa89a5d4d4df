package io.github.djltracker.outbox.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A destination's answer for the entries of one run.
 *
 * @param next the sequence number of the next expected entry, if they were stored
 * @param refusal what {@link Destination#append(java.util.UUID, java.util.List)} would throw if they were not;
 *     otherwise null
 */
public record RunAnswer(long next, @Nullable RuntimeException refusal) {
    public static RunAnswer stored(long next) {
        return new RunAnswer(next, null);
    }

    public static RunAnswer refused(RuntimeException why) {
        return new RunAnswer(0, why);
    }
}
