package io.github.djltracker.domain.find;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A part of a filter. */
sealed interface Condition {
    boolean matches(RunValues run);

    /** Adds the names that it uses, with their positions. */
    void addNames(Map<String, Integer> names);

    /** Translates it into another language. */
    <T> T translate(RunFilter.Translator<T> into);

    /** Conjunction. */
    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean matches(RunValues run) {
            return parts.stream().allMatch(part -> part.matches(run));
        }

        @Override
        public void addNames(Map<String, Integer> names) {
            parts.forEach(part -> part.addNames(names));
        }

        @Override
        public <T> T translate(RunFilter.Translator<T> into) {
            return into.all(parts.stream().map(part -> part.translate(into)).toList());
        }
    }

    /** Disjunction. */
    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean matches(RunValues run) {
            return parts.stream().anyMatch(part -> part.matches(run));
        }

        @Override
        public void addNames(Map<String, Integer> names) {
            parts.forEach(part -> part.addNames(names));
        }

        @Override
        public <T> T translate(RunFilter.Translator<T> into) {
            return into.any(parts.stream().map(part -> part.translate(into)).toList());
        }
    }

    /** Negation. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean matches(RunValues run) {
            return !part.matches(run);
        }

        @Override
        public void addNames(Map<String, Integer> names) {
            part.addNames(names);
        }

        @Override
        public <T> T translate(RunFilter.Translator<T> into) {
            return into.not(part.translate(into));
        }
    }

    /** A comparison; false if the run lacks the value. */
    record Has(String name, int position, String operator, Operand operand, Predicate<Object> test)
            implements Condition {
        @Override
        public boolean matches(RunValues run) {
            @Nullable Object value = run.get(name);
            return value != null && test.test(value);
        }

        @Override
        public void addNames(Map<String, Integer> names) {
            names.putIfAbsent(name, position);
        }

        @Override
        public <T> T translate(RunFilter.Translator<T> into) {
            return into.compare(name, operator, operand.value());
        }
    }
}
