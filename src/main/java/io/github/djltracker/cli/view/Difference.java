package io.github.djltracker.cli.view;

import io.github.djltracker.cli.terminal.Colours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a name on two sides.
 *
 * @param left null if it is absent there
 * @param right null if it is absent there
 */
record Difference(
        String name, @Nullable Object left, @Nullable Object right) {
    static final String SAME = " ";
    static final String CHANGED = "~";
    static final String ADDED = "+";
    static final String REMOVED = "-";

    /** All names of both sides in the order of the left side, followed by those of the right side only. */
    static List<Difference> between(Map<String, @Nullable Object> left, Map<String, @Nullable Object> right) {
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        List<Difference> all = new ArrayList<>();
        for (String name : names) {
            all.add(new Difference(name, present(left, name), present(right, name)));
        }
        return all;
    }

    /** A null is different from a missing value. */
    private static @Nullable Object present(Map<String, @Nullable Object> side, String name) {
        Object value = side.get(name);
        return value == null && side.containsKey(name) ? "null" : value;
    }

    boolean isSame() {
        return Objects.equals(left, right);
    }

    /** One character for the kind of the change from left to right. */
    String mark() {
        if (isSame()) {
            return SAME;
        }
        return left == null ? ADDED : right == null ? REMOVED : CHANGED;
    }

    /** A mark in its colour. */
    static String painted(String mark, Colours colours) {
        return switch (mark) {
            case ADDED -> colours.green(mark);
            case REMOVED -> colours.red(mark);
            case CHANGED -> colours.yellow(mark);
            default -> mark;
        };
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("same", isSame());
        map.put("left", left);
        map.put("right", right);
        return map;
    }
}
