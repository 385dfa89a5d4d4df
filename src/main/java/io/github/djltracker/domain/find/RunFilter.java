package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A condition on runs, in a small language: {@code loss@validate.min < 0.1 and optimizer.beta1 in (0.9, 0.95)}.
 * Thread-safe.
 *
 * <p>A comparison is false if a run lacks the value, even with {@code !=} and {@code !~}; {@code not} turns that into
 * true.
 */
public final class RunFilter {
    /** Maximum number of characters of a filter. */
    public static final int MAX_LENGTH = 10_000;

    /** Matches all runs. */
    public static final RunFilter ALL = new RunFilter("", new Condition.All(List.of()));

    private final String text;
    private final Condition condition;

    private RunFilter(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * Parses a filter, with the system's clock and time zone.
     *
     * @throws FilterException if it cannot be parsed
     */
    public static RunFilter parse(String text) {
        return parse(text, Clock.system(ZoneId.systemDefault()));
    }

    /**
     * Parses a filter.
     *
     * @param clock determines the time of {@code -7d}, and the time zone of days
     * @throws FilterException if it cannot be parsed
     */
    public static RunFilter parse(String text, Clock clock) {
        requireNonNull(text, "text");
        if (text.length() > MAX_LENGTH) {
            throw new FilterException(
                    "the filter has " + text.length() + " characters: at most " + MAX_LENGTH + " are allowed", text, 0);
        }
        return new RunFilter(text, new FilterParser(text, clock).parse());
    }

    /** Whether a run matches. */
    public boolean matches(RunValues run) {
        return condition.matches(run);
    }

    /** The names that it uses, in order. */
    public Set<String> names() {
        return places().keySet();
    }

    private Map<String, Integer> places() {
        Map<String, Integer> names = new LinkedHashMap<>();
        condition.addNames(names);
        return names;
    }

    /**
     * Rejects names that no run has.
     *
     * @param known the existing names ({@link io.github.djltracker.domain.ExperimentRuns#names()}); if empty, all names
     *     are accepted
     * @throws FilterException for the first unknown name, with its position and similar names
     */
    public void requireKnown(Set<String> known) {
        places().forEach((name, position) -> {
            if (RunNames.isUnknown(name, known)) {
                throw new FilterException(RunNames.unknown(name, known), text, position);
            }
        });
    }

    /** Translates the filter into another language, from its innermost parts outwards. */
    public <T> T translate(Translator<T> into) {
        return condition.translate(into);
    }

    /** Translates the parts of a filter into another language, such as SQL. */
    public interface Translator<T> {
        /** Conjunction. */
        T all(List<T> parts);

        /** Disjunction. */
        T any(List<T> parts);

        /** Negation. */
        T not(T part);

        /**
         * A comparison.
         *
         * @param operator one of {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code ~} and
         *     {@code !~}
         * @param value a {@link Double}, {@link String}, {@link Boolean}, {@link java.time.Instant} or
         *     {@link java.time.Duration}
         */
        T compare(String name, String operator, Object value);
    }

    /** The text that was parsed. */
    @Override
    public String toString() {
        return text;
    }
}
