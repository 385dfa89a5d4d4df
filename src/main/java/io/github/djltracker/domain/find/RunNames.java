package io.github.djltracker.domain.find;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Resolves the names in a filter to the names of values. */
public final class RunNames {
    private static final int MAX_HINTS = 5;
    private static final String LAST = ".last";
    private static final String SETTING = "setting.";

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

    static boolean isUnknown(String name, Set<String> known) {
        return !known.isEmpty() && !RunValues.FIXED.contains(name) && !known.contains(resolve(name, known));
    }

    static String unknown(String name, Set<String> known) {
        Set<String> all = new TreeSet<>(RunValues.FIXED);
        known.forEach(each -> all.add(brief(each)));
        List<String> near = Stream.concat(
                        all.stream().filter(one -> one.endsWith("." + name)), Spelling.like(name, all).stream())
                .distinct()
                .limit(MAX_HINTS)
                .toList();
        return "no run has a value \"" + name + "\""
                + (near.isEmpty()
                        ? ": metrics are written as loss@validate, settings as optimizer.learningRate"
                        : "; there is " + String.join(", ", near));
    }

    /** The short form that users write. */
    private static String brief(String name) {
        if (name.startsWith(SETTING) && !RunValues.FIXED.contains(name.substring(SETTING.length()))) {
            return name.substring(SETTING.length());
        }
        return name.endsWith(LAST) ? name.substring(0, name.length() - LAST.length()) : name;
    }
}
