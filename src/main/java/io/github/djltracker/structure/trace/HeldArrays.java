package io.github.djltracker.structure.trace;

import ai.djl.ndarray.NDArray;
import io.github.djltracker.structure.held.HeldObjects;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that traced code holds. Operations on them that involve no array of the tracer cannot be seen; an array
 * that is not held is the result of such an operation. Not thread-safe.
 */
final class HeldArrays {
    private final Supplier<Collection<HeldObjects>> finder;
    private @Nullable Collection<HeldObjects> objects;
    private final IdentityHashMap<NDArray, Integer> numbers = new IdentityHashMap<>();
    private boolean areUsed;

    /** The held objects are searched only when the first array occurs, because most code holds none. */
    HeldArrays(Supplier<Collection<HeldObjects>> finder) {
        this.finder = finder;
    }

    private Collection<HeldObjects> objects() {
        if (objects == null) {
            objects = finder.get();
        }
        return objects;
    }

    /** Whether the code holds this array, as far as can be determined. */
    boolean has(NDArray array) {
        boolean isParameter =
                objects().stream().anyMatch(held -> held.parameterArrays().contains(array));
        if (isParameter) {
            return true;
        }
        areUsed = true;
        return objects().stream()
                .anyMatch(held -> !held.isReadable() || held.arrays().contains(array));
    }

    /** Distinguishes the arrays in the text: an empty string for the first one used, and a number for each other. */
    String number(NDArray array) {
        int number = numbers.computeIfAbsent(array, any -> numbers.size() + 1);
        return number == 1 ? "" : "#" + number;
    }

    /** Whether arrays were used that are not those of parameters. */
    boolean areUsed() {
        return areUsed;
    }
}
