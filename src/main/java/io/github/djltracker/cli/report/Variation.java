package io.github.djltracker.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * In what things differ.
 *
 * @param differing names whose values differ, or that some do not have, in the order in which they occur
 * @param same the values that all have in common
 */
record Variation(List<String> differing, Map<String, String> same) {

    static Variation of(List<Map<String, String>> all) {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(one -> names.addAll(one.keySet()));
        List<String> differing = new ArrayList<>();
        Map<String, String> same = new LinkedHashMap<>();
        for (String name : names) {
            String first = all.get(0).get(name);
            if (first != null && all.stream().allMatch(one -> Objects.equals(one.get(name), first))) {
                same.put(name, first);
            } else {
                differing.add(name);
            }
        }
        return new Variation(differing, same);
    }
}
