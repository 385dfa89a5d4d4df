package io.github.djltracker.structure;

import ai.djl.ndarray.types.Shape;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.structure.code.ByteCode;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.BlockNode.ParameterForm;
import io.github.djltracker.structure.scan.BlockNode.Place;
import io.github.djltracker.structure.scan.ModuleAttributes;
import io.github.djltracker.structure.scan.Shapes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The blocks as module records, and their counts. */
record ModuleForm(List<ModuleRecord> records, int blocks, long parameters, long trainableParameters) {
    /** The size that is recorded for a batch axis. */
    private static final long OPEN = -1;

    static ModuleForm of(List<Place> places) {
        List<ModuleRecord> records = new ArrayList<>(places.size());
        IdentityHashMap<BlockNode, String> names = new IdentityHashMap<>();
        Set<String> taken = new HashSet<>();
        int blocks = 0;
        long parameters = 0;
        long trainable = 0;
        for (Place place : places) {
            if (place.first()) {
                blocks++;
                parameters += count(place.node(), false);
                trainable += count(place.node(), true);
            }
            if (records.size() == Limits.MAX_MODULES) {
                continue;
            }
            String name = name(place, taken);
            String shared = names.putIfAbsent(place.node(), name);
            records.add(ModuleAttributes.record(name, attributes(place, shared)));
        }
        return new ModuleForm(List.copyOf(records), blocks, parameters, trainable);
    }

    String description() {
        return String.format(
                Locale.ROOT,
                "%,d %s, %,d parameters (%,d trainable)",
                blocks,
                blocks == 1 ? "block" : "blocks",
                parameters,
                trainableParameters);
    }

    /** The path of a block, shortened to a valid name and made unique. */
    private static String name(Place place, Set<String> taken) {
        String path = place.path().isEmpty() ? ClassNames.simple(place.node().type) : place.path();
        String name = ModuleAttributes.line(path, Limits.MAX_NAME - 20);
        if (name.isBlank()) {
            name = "block";
        }
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "#" + i;
        }
        return unique;
    }

    private static Map<String, @Nullable Object> attributes(Place place, @Nullable String shared) {
        BlockNode node = place.node();
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("type", ClassNames.of(node.type));
        if (node.label != null) {
            attributes.put("label", node.label);
        }
        attributes.put("depth", place.depth());
        if (shared != null) {
            attributes.put("sharedWith", shared);
            return attributes;
        }
        if (!node.fields.isEmpty()) {
            attributes.put("hyperparameters", node.fields);
        }
        if (!node.forward.isEmpty()) {
            attributes.putAll(node.forward);
        }
        if (!node.parameters.isEmpty()) {
            attributes.put("parameters", parameters(node));
        }
        attributes.put("parameterCount", count(node, false));
        attributes.put("trainableParameterCount", count(node, true));
        List<Shape> inputs = Shapes.inputs(node.block);
        if (inputs != null) {
            attributes.put("inputShapes", open(inputs));
        }
        if (node.outputs != null) {
            attributes.put("outputShapes", open(node.outputs));
        }
        if (!ClassNames.isDjl(node.type)) {
            attributes.put("byteCode", ByteCode.digest(node.type));
        }
        if (!node.uncertain.isEmpty()) {
            attributes.put("notFullyIdentified", node.uncertain);
        }
        if (!node.notes.isEmpty()) {
            attributes.put("notes", node.notes);
        }
        return attributes;
    }

    private static List<Map<String, @Nullable Object>> parameters(BlockNode node) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (ParameterForm parameter : node.parameters) {
            Map<String, @Nullable Object> form = new LinkedHashMap<>();
            form.put("name", parameter.name());
            form.put("type", parameter.type());
            form.put("shape", parameter.shape() == null ? null : Shapes.list(parameter.shape()));
            form.put("trainable", parameter.trainable());
            if (!parameter.counted()) {
                form.put("shared", true);
            }
            list.add(form);
        }
        return list;
    }

    private static List<List<Long>> open(List<Shape> shapes) {
        List<List<Long>> lists = new ArrayList<>(shapes.size());
        for (Shape shape : shapes) {
            lists.add(Shapes.list(Shapes.withBatch(shape, OPEN)));
        }
        return lists;
    }

    private static long count(BlockNode node, boolean trainableOnly) {
        long count = 0;
        for (ParameterForm parameter : node.parameters) {
            if (parameter.counted() && parameter.shape() != null && (parameter.trainable() || !trainableOnly)) {
                count += Math.max(0, parameter.shape().size());
            }
        }
        return count;
    }
}
