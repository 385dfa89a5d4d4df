package io.github.djltracker.structure.held;

import ai.djl.nn.Block;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.code.Harm;
import io.github.djltracker.structure.scan.BlockNode;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Marks blocks with fields that may change, so that their values are not in the hash, or only the current ones. */
public final class SettableFields {
    private SettableFields() {}

    /** Marks a block if a field is left out of the hash because it may change, unless the field is empty. */
    public static void checkLost(BlockNode node, FieldUse use, Field field, String name, @Nullable Object value) {
        FieldUse.Kind kind = use.kind(field);
        boolean isSet = kind == FieldUse.Kind.SETTABLE || kind == FieldUse.Kind.INITIALISED;
        boolean isPart = value instanceof Block && !node.holdsStrays;
        if (isSet && (ValueKinds.isPlain(field.getType()) || (value != null && !isPart))) {
            node.uncertain("its field " + name + " can be set after construction, so its value is not in the hash");
        } else if (kind == FieldUse.Kind.CHANGES_IN_PLACE && value != null && isSettled(use, value)) {
            node.uncertain("its field " + name + " may be changed in place, so its value is not in the hash: make it"
                    + " unmodifiable, such as by List.copyOf");
        }
    }

    /** Whether the value has had contents from the beginning, unlike a counter. */
    private static boolean isSettled(FieldUse use, Object value) {
        Class<?> type = value.getClass();
        return FieldUse.isUsers(type)
                ? FieldUse.declared(type).stream()
                        .anyMatch(field ->
                                use.kind(field) == FieldUse.Kind.SET_ONCE && !ValueKinds.isState(field.getType()))
                : ValueKinds.isFilled(value);
    }

    public static void check(BlockNode node, HeldObjects held, Harm pass) {
        FieldUse use = FieldUse.of(node.type, held.classes());
        for (Class<?> type = node.type; FieldUse.isUsers(type); type = type.getSuperclass()) {
            for (Field field : FieldUse.declared(type)) {
                boolean isRead =
                        pass.reads().stream().anyMatch(read -> read.name().equals(field.getName()));
                if (isRead
                        && !Block.class.isAssignableFrom(field.getType())
                        && use.kind(field) == FieldUse.Kind.SETTABLE) {
                    node.uncertain("its pass reads the field " + field.getName()
                            + ", which can be set after construction: the hash is that of its current value");
                }
            }
        }
    }
}
