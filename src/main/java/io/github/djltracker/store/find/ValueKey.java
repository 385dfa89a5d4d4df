package io.github.djltracker.store.find;

import io.github.djltracker.domain.find.RunNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a value of runs.
 *
 * @param name the number of its name
 * @param isStep whether it is the step at which a metric had the value of this name
 */
record ValueKey(long name, boolean isStep) {
    /** Finds the key of a name in short or full form; null if no run has such a value. */
    static @Nullable ValueKey of(String name, Map<String, Long> names) {
        String value = RunNames.valueOfStep(name, names.keySet());
        Long number = names.get(value == null ? RunNames.resolve(name, names.keySet()) : value);
        return number == null ? null : new ValueKey(number, value != null);
    }
}
