package io.github.djltracker.cli.view;

import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.domain.value.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The modules of a model in the form of a network summary: one line per block, indented by depth, with its type, output
 * shape and parameters, and the totals below. Modules that are not blocks, because they were logged manually, are lines
 * as well.
 */
public record ModuleTree(List<Module> modules) {
    private static final String INDENT = "  ";
    /** The attribute with reasons why another network could be taken for this one. */
    private static final String UNCERTAIN = "notFullyIdentified";

    /** The number of values that the parameters of all blocks have, shared ones counted once. */
    public long parameters() {
        return modules.stream()
                .mapToLong(module -> count(module, "parameterCount"))
                .sum();
    }

    /** The number of these values that are trained. */
    public long trainable() {
        return modules.stream()
                .mapToLong(module -> count(module, "trainableParameterCount"))
                .sum();
    }

    /** The number of blocks, shared ones counted once. */
    public long blocks() {
        return modules.stream().filter(module -> shared(module) == null).count();
    }

    /**
     * The lines.
     *
     * @param details whether hyperparameters are shown
     */
    public String render(boolean details, Screen screen) {
        Columns<Module> columns = new Columns<Module>()
                .needed("block", ModuleTree::indented)
                .optional(1, "type", ModuleTree::type)
                .optional(2, "output", ModuleTree::shapes)
                .needed("parameters", ModuleTree::shownCount);
        if (modules.stream().anyMatch(module -> !note(module).isEmpty())) {
            columns.needed("", ModuleTree::note).elastic();
        }
        if (details) {
            columns.needed("hyperparameters", ModuleTree::hyperparameters).elastic();
        }
        return columns.render(modules, screen) + totals() + "\n" + uncertainties();
    }

    /** A line for each reason why another network could be taken for this one. */
    private String uncertainties() {
        StringBuilder lines = new StringBuilder();
        for (Module module : modules) {
            if (module.attributes().get(UNCERTAIN) instanceof List<?> reasons) {
                for (Object reason : reasons) {
                    lines.append(Plain.line("not fully identified: " + module.name() + ": " + Flat.text(reason)))
                            .append('\n');
                }
            }
        }
        return lines.toString();
    }

    private String totals() {
        long all = parameters();
        long trainable = trainable();
        return Format.count(blocks(), "block", "blocks")
                + String.format(Locale.ROOT, ", %,d parameters", all)
                + (all == trainable ? "" : String.format(Locale.ROOT, ", %,d of them trainable", trainable));
    }

    private static String indented(Module module) {
        Object depth = module.attributes().get("depth");
        String name = module.name();
        // only a block has a depth, and a path as its name
        if (!(depth instanceof Long levels) || levels <= 0) {
            return name;
        }
        return INDENT.repeat((int) Math.min(levels, 100)) + name.substring(name.lastIndexOf('/') + 1);
    }

    private static String type(Module module) {
        Object type = module.attributes().get("type");
        String text = type == null ? "" : Flat.text(type);
        return text.substring(text.lastIndexOf('.') + 1);
    }

    private static String shapes(Module module) {
        if (!(module.attributes().get("outputShapes") instanceof List<?> shapes)) {
            return "";
        }
        List<String> texts = new ArrayList<>();
        for (Object shape : shapes) {
            texts.add(Flat.text(shape).replace('[', '(').replace(']', ')'));
        }
        return String.join(" ", texts);
    }

    private static String shownCount(Module module) {
        return module.attributes().containsKey("parameterCount")
                ? String.format(Locale.ROOT, "%,d", count(module, "parameterCount"))
                : "";
    }

    private static String note(Module module) {
        String shared = shared(module);
        if (shared != null) {
            return "shared with " + shared;
        }
        if (module.attributes().containsKey(UNCERTAIN)) {
            return "not fully identified";
        }
        long all = count(module, "parameterCount");
        long trainable = count(module, "trainableParameterCount");
        return all == trainable
                ? ""
                : trainable == 0 ? "frozen" : String.format(Locale.ROOT, "%,d trainable", trainable);
    }

    private static String hyperparameters(Module module) {
        return module.attributes().get("hyperparameters") instanceof Map<?, ?> map ? pairs(map) : "";
    }

    private static String pairs(Map<?, ?> map) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        List<String> pairs = new ArrayList<>();
        Flat.of(named).forEach((key, value) -> pairs.add(key + "=" + Flat.text(value)));
        return String.join(", ", pairs);
    }

    private static @Nullable String shared(Module module) {
        return module.attributes().get("sharedWith") instanceof String path ? path : null;
    }

    private static long count(Module module, String attribute) {
        return module.attributes().get(attribute) instanceof Long count ? count : 0;
    }
}
