package io.github.djltracker.structure.held;

import io.github.djltracker.structure.code.ClassFile.Member;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.code.Harm;
import io.github.djltracker.structure.scan.BlockNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that blocks assign in a pass, and that no pass reads, such as their last weights for a plot. Their values
 * before a pass over placeholders are restored after it. Not thread-safe.
 */
public final class NotedFields {
    private record Noted(
            Object owner, Field field, @Nullable Object value) {}

    private final List<Noted> fields = new ArrayList<>();
    private @Nullable String reason;

    private NotedFields() {}

    /**
     * Saves the values of these fields in each of the parts that are run, according to the analysis of their passes.
     */
    public static NotedFields of(Map<BlockNode, Harm> passes, List<BlockNode> parts) {
        NotedFields noted = new NotedFields();
        passes.forEach((node, harm) -> {
            for (Member written : harm.writes()) {
                for (Harm other : passes.values()) {
                    if (other.reads().stream().anyMatch(read -> read.name().equals(written.name()))) {
                        noted.reason = "it writes the field " + dotted(written) + ", which a pass reads";
                    }
                }
                noted.remember(node, written);
                // a pass may write to another block of its class
                parts.stream()
                        .filter(part -> part != node && isOf(part, written))
                        .forEach(part -> noted.remember(part, written));
            }
        });
        return noted;
    }

    private static boolean isOf(BlockNode part, Member written) {
        for (Class<?> type = part.type; type != null; type = type.getSuperclass()) {
            if (type.getName().replace('.', '/').equals(written.owner())) {
                return true;
            }
        }
        return false;
    }

    private void remember(BlockNode node, Member written) {
        for (Class<?> type = node.type; type != null; type = type.getSuperclass()) {
            if (type.getName().replace('.', '/').equals(written.owner())) {
                try {
                    Field field = type.getDeclaredField(written.name());
                    if (Modifier.isStatic(field.getModifiers()) || !field.trySetAccessible()) {
                        break;
                    }
                    fields.add(new Noted(node.block, field, Fields.value(field, node.block)));
                    return;
                } catch (NoSuchFieldException | LinkageError e) {
                    break;
                }
            }
        }
        reason = "it writes the field " + dotted(written) + ", which cannot be restored";
    }

    private static String dotted(Member field) {
        return field.owner().replace('/', '.') + "." + field.name();
    }

    /** Why a pass cannot be run after all; null if it can. */
    @Nullable
    public String reason() {
        return reason;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public void putBack() {
        for (Noted noted : fields) {
            try {
                noted.field.set(noted.owner, noted.value);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(noted.field + " was made accessible", e);
            }
        }
    }
}
