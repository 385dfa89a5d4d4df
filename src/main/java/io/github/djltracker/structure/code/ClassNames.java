package io.github.djltracker.structure.code;

import java.util.regex.Pattern;

/** Names of classes without what the compiler or the JVM made up: numbers of anonymous, local and lambda classes. */
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

    /** A text in which the name of a lambda class may stand, cut after the part that is the same in every JVM. */
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

    /** Whether a class comes with a language, as Kotlin's, Scala's and Groovy's superclasses of functions do. */
    public static boolean isOfLanguage(Class<?> type) {
        String name = type.getName();
        return name.startsWith("kotlin.")
                || name.startsWith("scala.")
                || name.startsWith("groovy.")
                || name.startsWith("org.codehaus.groovy.");
    }

    /** Whether a class is DJL's own; its examples are for users to copy and change, and count as theirs. */
    public static boolean isDjl(Class<?> type) {
        return isDjl(type.getName().replace('.', '/'));
    }

    /** The same by a name with slashes. */
    public static boolean isDjl(String name) {
        return name.startsWith("ai/djl/") && !name.startsWith("ai/djl/examples/");
    }
}
