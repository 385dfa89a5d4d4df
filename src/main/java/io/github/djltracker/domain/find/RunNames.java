package io.github.djltracker.domain.find;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves the names in a filter to the names of values. */
public final class RunNames {
    private static final int MAX_HINTS = 5;
    private static final String LAST = ".last";
    private static final String SETTING = "setting.";
    private static final String STEP = ".step";
    private static final List<String> HAVE_STEPS = List.of(LAST, ".min", ".max");

    private RunNames() {}

    /**
     * The full name: {@code loss@validate.last} for {@code loss@validate}, {@code setting.optimizer} for
     * {@code optimizer}. Names that every run has, names that some run has, and unknown names are returned unchanged.
     */
    public static String resolve(String name, Set<String> known) {
        if (RunValues.FIXED.contains(name) || known.contains(name)) {
            return name;
        }
        return known.contains(name + LAST) ? name + LAST : known.contains(SETTING + name) ? SETTING + name : name;
    }

    /**
     * The full name of the metric value whose step a name denotes: {@code loss@validate.min} for
     * {@code loss@validate.min.step}. Null if the name is not such a step, or is itself the name of a value.
     */
    public static @Nullable String valueOfStep(String name, Set<String> known) {
        if (!name.endsWith(STEP) || !name.contains("@") || isName(name, known)) {
            return null;
        }
        String value = name.substring(0, name.length() - STEP.length());
        return HAVE_STEPS.stream().anyMatch(value::endsWith) && known.contains(value) ? value : null;
    }

    private static boolean isName(String name, Set<String> known) {
        return RunValues.FIXED.contains(name) || known.contains(resolve(name, known));
    }

    /**
     * Rejects a name that no run has.
     *
     * @throws IllegalArgumentException with similar names
     */
    public static void requireKnown(String name, Set<String> known) {
        if (isUnknown(name, known)) {
            throw new IllegalArgumentException(unknown(name, known));
        }
    }

    static boolean isUnknown(String name, Set<String> known) {
        return !known.isEmpty() && !isName(name, known) && valueOfStep(name, known) == null;
    }

    static String unknown(String name, Set<String> known) {
        Set<String> all = new TreeSet<>(RunValues.FIXED);
        known.forEach(each -> all.add(brief(each)));
        List<String> near = Stream.of(
                        all.stream().filter(one -> one.endsWith("." + name)),
                        steps(name, known),
                        Spelling.like(name, all).stream())
                .flatMap(some -> some)
                .distinct()
                .limit(MAX_HINTS)
                .toList();
        return "no run has a value \"" + name + "\""
                + (near.isEmpty()
                        ? ": metrics are written as loss@validate, settings as optimizer.learningRate"
                        : "; similar names: " + String.join(", ", near));
    }

    /** The full names that {@code loss@validate.step} may stand for: those of the last, lowest and highest value. */
    private static Stream<String> steps(String name, Set<String> known) {
        return name.endsWith(STEP)
                ? HAVE_STEPS.stream()
                        .map(value -> name.substring(0, name.length() - STEP.length()) + value + STEP)
                        .filter(step -> valueOfStep(step, known) != null)
                : Stream.of();
    }

    /** The short form that users write. */
    private static String brief(String name) {
        if (name.startsWith(SETTING) && !RunValues.FIXED.contains(name.substring(SETTING.length()))) {
            return name.substring(SETTING.length());
        }
        return name.endsWith(LAST) ? name.substring(0, name.length() - LAST.length()) : name;
    }
}
