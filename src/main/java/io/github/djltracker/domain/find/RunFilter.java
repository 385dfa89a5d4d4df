package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Finds all runs. */
    public static final RunFilter ALL = new RunFilter("", new Condition.All(List.of()));

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
        return places().keySet();
    }

    private Map<String, Integer> places() {
        Map<String, Integer> names = new LinkedHashMap<>();
        condition.addNames(names);
        return names;
    }

    /**
     * Refuses names that no run has.
     *
     * @param known the names that there are ({@link io.github.djltracker.domain.ExperimentRuns#names()}); where there are none,
     *     all are accepted
     * @throws FilterException for the first of the others, with its place and the names that come near
     */
    public void requireKnown(Set<String> known) {
        places().forEach((name, position) -> {
            if (RunNames.isUnknown(name, known)) {
                throw new FilterException(RunNames.unknown(name, known), text, position);
            }
        });
    }

    /** The filter in another language, put together from its innermost parts. */
    public <T> T translate(Translator<T> into) {
        return condition.translate(into);
    }

    /** Makes what stands for the parts of a filter in another language, such as that of a database. */
    public interface Translator<T> {
        /** All of these. */
        T all(List<T> parts);

        /** One of these at least. */
        T any(List<T> parts);

        /** Not this. */
        T not(T part);

        /**
         * A comparison.
         *
         * @param operator one of {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code ~} and {@code !~}
         * @param value a {@link Double}, {@link String}, {@link Boolean}, {@link java.time.Instant} or {@link
         *     java.time.Duration}
         */
        T compare(String name, String operator, Object value);
    }

    /** The text that was read. */
    @Override
    public String toString() {
        return text;
    }
}
