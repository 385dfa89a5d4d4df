package io.github.djltracker.cli.view;

import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.domain.value.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two models, block by block: blocks of only one of them, and attributes of blocks with the same
 * path.
 *
 * @param same number of equal blocks
 */
public record ModelDifference(List<Change> changes, int added, int removed, int changed, int same) {
    /** Not compared: it follows from the position of a block, and from its children. */
    private static final String DEPTH = "depth";

    /** A block, and what is different about it. */
    record Change(String block, String mark, Difference what) {}

    public static ModelDifference between(List<Module> left, List<Module> right) {
        Map<String, Module> before = byPath(left);
        Map<String, Module> after = byPath(right);
        Set<String> paths = new LinkedHashSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        int[] counts = new int[4];
        for (String path : paths) {
            Module one = before.get(path);
            Module other = after.get(path);
            if (one == null) {
                counts[0]++;
                changes.add(new Change(path, Difference.ADDED, new Difference("type", null, type(other))));
            } else if (other == null) {
                counts[1]++;
                changes.add(new Change(path, Difference.REMOVED, new Difference("type", type(one), null)));
            } else {
                counts[changes(changes, path, one, other) ? 2 : 3]++;
            }
        }
        return new ModelDifference(changes, counts[0], counts[1], counts[2], counts[3]);
    }

    private static boolean changes(List<Change> into, String path, Module one, Module other) {
        int before = into.size();
        for (Difference each : Difference.between(Flat.of(one.attributes()), Flat.of(other.attributes()))) {
            if (!each.isSame() && !each.name().equals(DEPTH)) {
                into.add(new Change(path, Difference.CHANGED, each));
            }
        }
        return into.size() > before;
    }

    /** Several modules with the same name are distinguished by a number. */
    private static Map<String, Module> byPath(List<Module> modules) {
        Map<String, Module> byPath = new LinkedHashMap<>();
        for (Module module : modules) {
            String path = module.name();
            for (int i = 2; byPath.putIfAbsent(path, module) != null; i++) {
                path = module.name() + "#" + i;
            }
        }
        return byPath;
    }

    private static String type(@Nullable Module module) {
        Object type = module == null ? null : module.attributes().get("type");
        return type == null ? "" : Flat.text(type);
    }

    public String render(String left, String right, Screen screen) {
        String counts = added + " added, " + removed + " removed, " + changed + " changed, " + same + " the same\n";
        if (changes.isEmpty()) {
            return counts;
        }
        Columns<Change> columns = new Columns<Change>()
                .needed("", Change::mark)
                .painted(mark -> Difference.painted(mark, screen.colours()))
                .needed("block", Change::block)
                .elastic()
                .needed("attribute", change -> change.what.name())
                .elastic()
                .needed(left, change -> text(change.what.name(), change.what.left()))
                .elastic()
                .needed(right, change -> text(change.what.name(), change.what.right()))
                .elastic();
        return columns.render(changes, screen) + counts;
    }

    private static String text(String attribute, @Nullable Object value) {
        String text = value == null ? "" : Flat.text(value);
        // the package of a class takes more space than it is worth
        return attribute.equals("type") ? text.substring(text.lastIndexOf('.') + 1) : text;
    }

    /** The changes, for JSON. */
    public List<Map<String, @Nullable Object>> toList() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (Change change : changes) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("block", change.block);
            map.put(
                    "change",
                    switch (change.mark) {
                        case Difference.ADDED -> "added";
                        case Difference.REMOVED -> "removed";
                        default -> "changed";
                    });
            map.put("attribute", change.what.name());
            map.put("left", change.what.left());
            map.put("right", change.what.right());
            list.add(map);
        }
        return list;
    }
}
