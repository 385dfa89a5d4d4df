package io.github.djltracker.tensorboard;

import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.ModuleRecord;
import org.jspecify.annotations.Nullable;

/** The tree of a model's modules in Markdown, for TensorBoard's page of texts. */
final class ModelText {
    private static final int MAX_LENGTH = 100_000;

    private ModelText() {}

    static String of(RunStart start) {
        StringBuilder text = new StringBuilder();
        if (start.description() != null) {
            text.append(start.description()).append("\n\n");
        }
        text.append("hash `").append(start.hash()).append("`\n\n");
        int shown = 0;
        for (ModuleRecord module : start.modules()) {
            if (text.length() > MAX_LENGTH) {
                break;
            }
            Object depth = module.attributes().get("depth");
            text.append("    ")
                    .append("  ".repeat(depth instanceof Number number ? Math.min(number.intValue(), 40) : 0));
            text.append(module.name().substring(module.name().lastIndexOf('/') + 1));
            add(text, "", module.attributes().get("outputShapes"));
            add(text, " parameters", module.attributes().get("parameterCount"));
            text.append('\n');
            shown++;
        }
        if (shown < start.modules().size()) {
            text.append("\n... and ").append(start.modules().size() - shown).append(" more modules\n");
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String unit, @Nullable Object value) {
        if (value != null) {
            text.append("  ").append(value).append(unit);
        }
    }
}
