package io.github.djltracker.structure.code;

import java.util.regex.Pattern;

/** Names of classes without what the compiler or the JVM generates: numbers of anonymous, local and lambda classes. */
public final class ClassNames {
    private static final String LAMBDA = "$$Lambda";
    private static final Pattern NUMBER = Pattern.compile("\\$\\d+");

    private ClassNames() {}

    /** The binary name; {@code a.B$1} becomes {@code a.B$}, {@code a.B$$Lambda/0x12} becomes {@code a.B$$Lambda}. */
    public static String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.getComponentType()) + "[]";
        }
        return NUMBER.matcher(text(type.getName())).replaceAll("\\$");
    }

    /** A text that may contain the name of a lambda class, cut off after the part that is the same in every JVM. */
    public static String text(String text) {
        int lambda = text.indexOf(LAMBDA);
        return lambda < 0 ? text : text.substring(0, lambda + LAMBDA.length());
    }

    /** The name without its package; never empty. */
    public static String simple(Class<?> type) {
        String name = of(type);
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return simple.isEmpty() ? name : simple;
    }

    /** Whether a class belongs to a language, like the superclasses of functions in Kotlin, Scala and Groovy. */
    public static boolean isOfLanguage(Class<?> type) {
        String name = type.getName();
        return name.startsWith("kotlin.")
                || name.startsWith("scala.")
                || name.startsWith("groovy.")
                || name.startsWith("org.codehaus.groovy.");
    }

    /** Whether a class is DJL's own. DJL's examples are meant to be copied and changed, and count as user-defined. */
    public static boolean isDjl(Class<?> type) {
        return isDjl(type.getName().replace('.', '/'));
    }

    /** The same for a name with slashes. */
    public static boolean isDjl(String name) {
        return name.startsWith("ai/djl/") && !name.startsWith("ai/djl/examples/");
    }
}
