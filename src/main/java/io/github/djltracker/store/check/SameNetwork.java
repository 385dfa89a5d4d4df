package io.github.djltracker.store.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the modules of two models can describe the same network: the same blocks in the same places, with the
 * same parameters and hyperparameters. Functions and forward passes are not compared, because different forms of the
 * hash describe them differently.
 */
final class SameNetwork {
    private static final List<String> COMPARED = List.of("type", "depth", "sharedWith", "parameters", "metadata");

    private SameNetwork() {}

    /** Why the networks are different, in words; null if they can be the same. */
    static @Nullable String difference(
            Map<String, Map<String, @Nullable Object>> left, Map<String, Map<String, @Nullable Object>> right) {
        List<String> paths = new ArrayList<>(left.keySet());
        paths.addAll(right.keySet());
        for (String path : paths) {
            Map<String, @Nullable Object> a = left.get(path);
            Map<String, @Nullable Object> b = right.get(path);
            if (a == null || b == null) {
                return "only one of them has the block " + path;
            }
            for (String attribute : COMPARED) {
                if (!Objects.equals(a.get(attribute), b.get(attribute))) {
                    return "the " + attribute + " of block " + path + " is " + a.get(attribute) + " in one and "
                            + b.get(attribute) + " in the other";
                }
            }
            String differs = hyperparameter(path, a.get("hyperparameters"), b.get("hyperparameters"));
            if (differs != null) {
                return differs;
            }
        }
        return left.isEmpty() ? "they have no records of their blocks" : null;
    }

    private static @Nullable String hyperparameter(String path, @Nullable Object left, @Nullable Object right) {
        if (!(left instanceof Map<?, ?> a) || !(right instanceof Map<?, ?> b)) {
            return Objects.equals(left, right) ? null : "one of them has hyperparameters in block " + path;
        }
        List<Object> names = new ArrayList<>(a.keySet());
        names.addAll(b.keySet());
        for (Object name : names) {
            boolean isFunction =
                    a.get(name) instanceof Map<?, ?> || b.get(name) instanceof Map<?, ?> || name.equals("name");
            if (!isFunction && !Objects.equals(a.get(name), b.get(name))) {
                return name + " of block " + path + " is " + a.get(name) + " in one and " + b.get(name)
                        + " in the other";
            }
        }
        return null;
    }
}
