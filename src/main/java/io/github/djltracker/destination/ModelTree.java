package io.github.djltracker.destination;

import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.ModuleRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes the model of a run in Markdown, for trackers that have no modules: its description, and the tree of its
 * blocks.
 */
public final class ModelTree {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_CELL = 100;
    /** Space for the last line if not everything is shown. */
    private static final int ROOM = 60;

    private ModelTree() {}

    /**
     * One line per block: name, output shapes, parameters. At most 1,000 characters of a description are shown.
     *
     * @param most maximum number of characters; the number of omitted blocks is shown
     */
    public static String markdown(RunStart start, int most) {
        StringBuilder text = new StringBuilder();
        if (start.description() != null) {
            text.append(start.description(), 0, Math.min(start.description().length(), 1_000))
                    .append("\n\n");
        }
        text.append("```\n");
        int shown = 0;
        for (ModuleRecord module : start.modules()) {
            String line = line(module);
            if (text.length() + line.length() > most - ROOM) {
                break;
            }
            text.append(line);
            shown++;
        }
        if (shown < start.modules().size()) {
            text.append("... and ").append(start.modules().size() - shown).append(" more modules\n");
        }
        return text.append("```").toString();
    }

    private static String line(ModuleRecord module) {
        Map<String, @Nullable Object> attributes = module.attributes();
        int depth = attributes.get("depth") instanceof Number number ? number.intValue() : 0;
        StringBuilder line = new StringBuilder("  ".repeat(Math.min(depth, MAX_DEPTH)));
        line.append(cell(module.name().substring(module.name().lastIndexOf('/') + 1)));
        if (attributes.get("sharedWith") != null) {
            line.append("  (shared with ")
                    .append(cell(attributes.get("sharedWith")))
                    .append(')');
        }
        if (attributes.get("outputShapes") != null) {
            line.append("  ").append(cell(attributes.get("outputShapes")));
        }
        if (attributes.get("parameterCount") instanceof Number count && count.longValue() > 0) {
            line.append("  ").append(count).append(" parameters");
        }
        return line.append('\n').toString();
    }

    private static String cell(@Nullable Object value) {
        String text = String.valueOf(value).replace('`', '\'');
        return text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL - 3) + "...";
    }
}
