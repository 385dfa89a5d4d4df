package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which runs are wanted, in a language of its own: {@code loss@validate.min < 0.1 and optimizer.beta1 in (0.9, 0.95)}. Thread-safe.
 *
 * <p>A comparison is false for a run that has no value of that name, with {@code !=} and {@code !~} too; {@code not} turns
 * that into true.
 */
public final class RunFilter {
    /** Characters of a filter. */
    public static final int MAX_LENGTH = 10_000;

    private final String text;
    private final Condition condition;

    private RunFilter(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * Reads a filter, as of the clock of the system and in its time zone.
     *
     * @throws FilterException if it cannot be read
     */
    public static RunFilter parse(String text) {
        return parse(text, Clock.system(ZoneId.systemDefault()));
    }

    /**
     * Reads a filter.
     *
     * @param clock tells what {@code -7d} is, and the time zone of days
     * @throws FilterException if it cannot be read
     */
    public static RunFilter parse(String text, Clock clock) {
        requireNonNull(text, "text");
        if (text.length() > MAX_LENGTH) {
            throw new FilterException(
                    "the filter has " + text.length() + " characters: at most " + MAX_LENGTH + " are allowed", text, 0);
        }
        return new RunFilter(text, new FilterParser(text, clock).parse());
    }

    /** Whether a run is wanted. */
    public boolean matches(RunValues run) {
        return condition.matches(run);
    }

    /** The names that it asks for, in their order. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        condition.addNames(names);
        return names;
    }

    /** The text that was read. */
    @Override
    public String toString() {
        return text;
    }
}
