package io.github.djltracker.structure.held;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object that is a function, and the single method of an interface through which it is called. */
public record SingleMethod(Object target, Method method) {
    /**
     * The methods through which objects of a class are called as functions: those of functional interfaces, the JDK's
     * first; if there are none, those of all interfaces with a single method.
     */
    public static List<Method> of(Class<?> type) {
        List<Method> made = new ArrayList<>();
        List<Method> others = new ArrayList<>();
        for (Class<?> each : interfaces(type)) {
            Method only = only(each);
            if (only != null && isMadeForFunctions(each)) {
                made.add(each.getName().startsWith("java.") ? 0 : made.size(), only);
            } else if (only != null) {
                others.add(only);
            }
        }
        return made.isEmpty() ? others : made;
    }

    /** Whether an interface is meant for functions, in Java, Kotlin or Scala. */
    static boolean isMadeForFunctions(Class<?> type) {
        return type.getName().startsWith("java.util.function.")
                || type.getName().startsWith("kotlin.jvm.functions.")
                || type.getName().startsWith("scala.Function")
                || type.isAnnotationPresent(FunctionalInterface.class);
    }

    /** An object as a function; null if it is not one. */
    public static @Nullable SingleMethod of(Object target) {
        List<Method> methods = of(target.getClass());
        return methods.isEmpty() ? null : new SingleMethod(target, methods.get(0));
    }

    /** Whether a class implements an interface, by its name with slashes. */
    public static boolean isA(Class<?> type, String name) {
        return interfaces(type).stream()
                .anyMatch(each -> each.getName().replace('.', '/').equals(name));
    }

    /**
     * Calls the function, which takes one argument.
     *
     * @throws ClassCastException if it does not accept this argument
     */
    @Nullable
    public Object call(Object argument) throws Throwable {
        if (!method.getParameterTypes()[0].isInstance(argument)) {
            throw new ClassCastException("it does not accept an argument of " + argument.getClass());
        }
        method.trySetAccessible();
        try {
            return method.invoke(target, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (IllegalArgumentException e) {
            // from Java 18 on, a cast that fails in a lambda looks as if the argument had been of the wrong type
            ClassCastException cast = new ClassCastException(e.getMessage());
            cast.initCause(e);
            throw cast;
        }
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            add(each.getInterfaces(), all);
        }
        return all;
    }

    private static void add(Class<?>[] interfaces, Set<Class<?>> into) {
        for (Class<?> each : interfaces) {
            if (into.add(each)) {
                add(each.getInterfaces(), into);
            }
        }
    }

    private static @Nullable Method only(Class<?> type) {
        Method only = null;
        try {
            for (Method method : type.getMethods()) {
                if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)) {
                    if (only != null && !only.getName().equals(method.getName())) {
                        return null;
                    }
                    only = method;
                }
            }
        } catch (LinkageError e) {
            return null;
        }
        return only;
    }

    private static boolean isOfObject(Method method) {
        try {
            Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Whether functions of a class are composed by the JDK, by {@code andThen}, {@code compose} and the like. */
    public static boolean isComposed(Class<?> type) {
        return type.getClassLoader() == null && type.getName().startsWith("java.util.function.");
    }
}
