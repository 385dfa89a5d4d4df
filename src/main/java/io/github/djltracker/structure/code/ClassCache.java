package io.github.djltracker.structure.code;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * Caches the results of analysing classes, because reading class files takes milliseconds. They are kept as long as
 * the class, and also depend on the classes of the objects that an object holds. Thread-safe.
 *
 * @param <T> a result, which must not refer to the class
 */
public final class ClassCache<T> {
    /** Maximum number of results of one class, for different sets of held classes. */
    private static final int MAX = 100;

    private final Map<Class<?>, Map<Set<String>, T>> known = new WeakHashMap<>();

    /** The cached result, or the result of a new analysis. */
    public T get(Class<?> type, Set<String> held, Supplier<T> finder) {
        synchronized (known) {
            T found = known.getOrDefault(type, Collections.emptyMap()).get(held);
            if (found != null) {
                return found;
            }
        }
        T found = finder.get();
        synchronized (known) {
            Map<Set<String>, T> ofType = known.computeIfAbsent(type, any -> new HashMap<>());
            if (ofType.size() == MAX) {
                ofType.clear();
            }
            ofType.put(Set.copyOf(held), found);
        }
        return found;
    }
}
