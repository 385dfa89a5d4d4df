package io.github.djltracker.structure.trace;

import ai.djl.ndarray.NDArray;
import io.github.djltracker.structure.held.HeldObjects;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that traced code holds. What is computed of them, other than with an array of the tracer, cannot be seen; an
 * array that is not held is a result of that. Not thread-safe.
 */
final class HeldArrays {
    private final Supplier<Collection<HeldObjects>> finder;
    private @Nullable Collection<HeldObjects> objects;
    private final IdentityHashMap<NDArray, Integer> numbers = new IdentityHashMap<>();
    private boolean areUsed;

    /** Most code holds none, so what it holds is only looked for with the first array. */
    HeldArrays(Supplier<Collection<HeldObjects>> finder) {
        this.finder = finder;
    }

    private Collection<HeldObjects> objects() {
        if (objects == null) {
            objects = finder.get();
        }
        return objects;
    }

    /** Whether the code holds it, as far as can be determined. */
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

    /** Nothing for the first that is used, and numbers for others, which tell them apart. */
    String number(NDArray array) {
        int number = numbers.computeIfAbsent(array, any -> numbers.size() + 1);
        return number == 1 ? "" : "#" + number;
    }

    /** Whether some were used that are not those of parameters. */
    boolean areUsed() {
        return areUsed;
    }
}
