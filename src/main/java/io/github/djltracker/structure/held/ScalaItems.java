package io.github.djltracker.structure.held;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Scala's immutable collections, which are not collections of the JDK. */
public final class ScalaItems {
    private ScalaItems() {}

    /** The items of a collection; null if there are more than a limit, or they cannot be read. */
    public static @Nullable List<@Nullable Object> read(Object items, int most) {
        try {
            Object iterator = method(items, "iterator").invoke(items);
            Method hasNext = method(iterator, "hasNext");
            Method next = method(iterator, "next");
            List<@Nullable Object> read = new ArrayList<>();
            while (Boolean.TRUE.equals(hasNext.invoke(iterator))) {
                if (read.size() > most) {
                    return null;
                }
                read.add(next.invoke(iterator));
            }
            return read;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    public static boolean isOrdered(Object items) {
        String name = items.getClass().getName();
        return name.matches(".*(List|Vector|Colon|Seq|Queue|Nil|Range).*") || name.contains("$colon");
    }

    private static Method method(Object of, String name) throws NoSuchMethodException {
        Method method = of.getClass().getMethod(name);
        method.trySetAccessible();
        return method;
    }
}
