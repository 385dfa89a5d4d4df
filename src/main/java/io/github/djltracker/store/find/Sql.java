package io.github.djltracker.store.find;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SQL condition on {@code run r} and its {@code run_state s}, which is true or false, never null.
 *
 * @param terms necessary conditions for the whole, each on one row {@code run_value t}
 * @param value the condition on the run's value of one name, if that is the whole condition; otherwise null
 */
record Sql(
        String text,
        List<Object> arguments,
        List<Term> terms,
        @Nullable ValueCondition value) {
    /** A condition on a row {@code run_value t} for which there is an index. */
    record Term(String text, List<Object> arguments) {}

    Sql(String text, List<Object> arguments, List<Term> terms) {
        this(text, arguments, terms, null);
    }

    static final Sql TRUE = of("1 = 1");
    static final Sql FALSE = of("1 = 0");

    static Sql of(String text, Object... arguments) {
        return new Sql(text, List.of(arguments), List.of());
    }

    /**
     * Joins conditions in pairs, because databases limit the depth of expressions. Without parts, the result is true.
     */
    static Sql join(List<Sql> parts, String operator, boolean keepsTerms) {
        if (parts.size() <= 1) {
            return parts.isEmpty() ? TRUE : parts.get(0);
        }
        int half = parts.size() / 2;
        Sql one = join(parts.subList(0, half), operator, keepsTerms);
        Sql other = join(parts.subList(half, parts.size()), operator, keepsTerms);
        List<Object> arguments = new ArrayList<>(one.arguments);
        arguments.addAll(other.arguments);
        List<Term> terms = new ArrayList<>();
        if (keepsTerms) {
            terms.addAll(one.terms);
            terms.addAll(other.terms);
        }
        return new Sql("(" + one.text + operator + other.text + ")", arguments, terms);
    }

    Sql negated() {
        return new Sql("NOT " + text, arguments, List.of());
    }
}
