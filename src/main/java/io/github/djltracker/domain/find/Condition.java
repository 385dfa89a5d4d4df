package io.github.djltracker.domain.find;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A part of a filter. */
sealed interface Condition {
    boolean matches(RunValues run);

    /** Adds the names that it asks for. */
    void addNames(Set<String> names);

    /** All of these. */
    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean matches(RunValues run) {
            return parts.stream().allMatch(part -> part.matches(run));
        }

        @Override
        public void addNames(Set<String> names) {
            parts.forEach(part -> part.addNames(names));
        }
    }

    /** One of these at least. */
    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean matches(RunValues run) {
            return parts.stream().anyMatch(part -> part.matches(run));
        }

        @Override
        public void addNames(Set<String> names) {
            parts.forEach(part -> part.addNames(names));
        }
    }

    /** Not this. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean matches(RunValues run) {
            return !part.matches(run);
        }

        @Override
        public void addNames(Set<String> names) {
            part.addNames(names);
        }
    }

    /** A value as it should be; false where the run has none. */
    record Has(String name, Predicate<Object> test) implements Condition {
        @Override
        public boolean matches(RunValues run) {
            @Nullable Object value = run.get(name);
            return value != null && test.test(value);
        }

        @Override
        public void addNames(Set<String> names) {
            names.add(name);
        }
    }
}
