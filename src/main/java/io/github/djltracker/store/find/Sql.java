package io.github.djltracker.store.find;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition of SQL that is true or false, never null, of {@code run r} and its {@code run_state s}.
 *
 * @param terms conditions that all runs fulfil which fulfil the whole, each on one row {@code run_value t}
 * @param value what the run's value of a name must be, where that is the whole condition
 */
record Sql(
        String text,
        List<Object> arguments,
        List<Term> terms,
        @Nullable ValueCondition value) {
    /** A condition on a row {@code run_value t}, which an index answers. */
    record Term(String text, List<Object> arguments) {}

    Sql(String text, List<Object> arguments, List<Term> terms) {
        this(text, arguments, terms, null);
    }

    static final Sql TRUE = of("1 = 1");
    static final Sql FALSE = of("1 = 0");

    static Sql of(String text, Object... arguments) {
        return new Sql(text, List.of(arguments), List.of());
    }

    /** Joined in pairs: databases bound how deep an expression may be. No part is true. */
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
