package io.github.djltracker.structure.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.ParallelBlock;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.held.HeldObjects;
import io.github.djltracker.structure.held.SingleMethod;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.ModuleAttributes;
import io.github.djltracker.structure.scan.Shapes;
import io.github.djltracker.structure.scan.UserCode;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form that identifies the functions of blocks: the operations that they perform on arrays with the shapes that
 * their block was initialised with. A function that could have side effects is not run. Such a function, or one that
 * cannot be traced to its end, is opaque: it is identified by its class, by what it captured, and by the operations
 * up to there. Not thread-safe.
 */
public final class FunctionForm {
    /**
     * Maximum number of values of an input that is not shrunk; larger ones are first tried with smaller axes after
     * the second one.
     */
    private static final long MAX_VALUES = 1 << 16;
    /** Maximum number of values of an input that is run at all. */
    static final long MAX_RUN = 1 << 24;
    /** Input shapes that are tried in turn if a block does not know its own. */
    private static final List<Shape> GUESSES = List.of(new Shape(1, 20), new Shape(1, 4, 8, 8), new Shape(1, 4, 8));

    private static final int MAX_DEPTH = 12;

    private static final List<DataType> TYPES = List.of(DataType.FLOAT32, DataType.INT64);

    private final FunctionHarm harm;
    private final Map<Object, Traced> known = new HashMap<>();
    /** Functions whose form is being created, so that a function that holds itself causes no endless recursion. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The result of tracing a function. */
    private record Traced(
            List<String> lines,
            @Nullable List<Shape> outputs,
            @Nullable String failure,
            boolean usesHeldArrays) {}

    public FunctionForm(FunctionHarm harm) {
        this.harm = harm;
    }

    /** The canonical form of a function that a field of the node's block holds. */
    public Map<String, @Nullable Object> of(Function<?, ?> function, BlockNode node) {
        String reason = harm.of(function);
        if (reason != null) {
            node.harmless = false;
            node.notes.add("function " + ClassNames.of(function.getClass()) + " was not run: " + reason);
            return opaque(function, List.of(), node);
        }
        int branches = node.block instanceof ParallelBlock ? node.children.size() : 0;
        Traced traced = traced(function, node, branches);
        node.outputs = traced.outputs;
        return form(function, traced, node);
    }

    /** The canonical form of a function that a user-defined block holds, and may call with any argument. */
    Map<String, @Nullable Object> inField(Object function, BlockNode node) {
        if (open.size() > MAX_DEPTH || !open.add(function)) {
            node.uncertain("a function that it holds is nested too deep to be followed");
            return Map.of("opaque", "nested");
        }
        try {
            String reason = harm.of(function);
            return reason == null ? form(function, traced(function, node, 0), node) : opaque(function, List.of(), node);
        } finally {
            open.remove(function);
        }
    }

    private Traced traced(Object function, BlockNode node, int branches) {
        if (harm.isFollowed(function)) {
            node.isOfSecondForm = true;
        }
        List<Shape> shapes = Shapes.inputs(node.block);
        List<Object> key = new ArrayList<>();
        key.add(FunctionHarm.identity(function));
        key.add(branches);
        key.add(shapes);
        Traced traced = known.computeIfAbsent(key, k -> trace(function, shapes, branches));
        if (traced.usesHeldArrays) {
            node.uncertain("its function " + ClassNames.of(function.getClass()) + HeldObjects.ARRAYS);
        }
        return traced;
    }

    private Map<String, @Nullable Object> form(Object function, Traced traced, BlockNode node) {
        if (traced.failure == null) {
            return Map.of("trace", traced.lines);
        }
        node.notes.add("function " + ClassNames.of(function.getClass()) + " could not be followed: " + traced.failure);
        return opaque(function, traced.lines, node);
    }

    private static Traced trace(Object function, @Nullable List<Shape> shapes, int branches) {
        Traced first = null;
        for (List<Shape> inputs : candidates(shapes, branches)) {
            for (DataType type : TYPES) {
                Traced traced = run(function, inputs, type, branches);
                if (traced.failure == null) {
                    return new Traced(
                            traced.lines, outputs(traced, inputs, shapes, branches), null, traced.usesHeldArrays);
                }
                first = first == null ? traced : first;
            }
        }
        return first == null ? new Traced(List.of(), null, "its input is too large", false) : first;
    }

    /** Inputs of one row to try, most likely first. */
    private static List<List<Shape>> candidates(@Nullable List<Shape> shapes, int branches) {
        List<List<Shape>> candidates = new ArrayList<>();
        if (shapes == null) {
            GUESSES.forEach(guess -> candidates.add(List.of(guess)));
            return candidates;
        }
        List<Shape> given = branches > 0 ? shapes.subList(0, 1) : shapes;
        List<Shape> rows =
                given.stream().map(shape -> Shapes.withBatch(shape, 1)).toList();
        List<Shape> small =
                rows.stream().map(shape -> Shapes.shrunk(shape, MAX_VALUES)).toList();
        for (List<Shape> candidate : small.equals(rows) ? List.of(rows) : List.of(small, rows)) {
            if (candidate.stream().allMatch(shape -> Shapes.values(shape) <= MAX_RUN)) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    private static Traced run(Object function, List<Shape> inputs, DataType type, int branches) {
        try (Tracer tracer = new Tracer(() -> List.of(HeldObjects.of(function)))) {
            String failure = null;
            NDList results = new NDList();
            try {
                results = apply(function, tracer, inputs, type, branches);
            } catch (Throwable e) { // whatever a function throws
                UserCode.check(e);
                failure = failure(e);
            }
            if (tracer.isRefused() && failure == null) {
                failure = "it continued after an operation that is not supported";
            }
            List<Shape> outputs = null;
            if (failure == null) {
                outputs = new ArrayList<>();
                for (NDArray array : results) {
                    outputs.add(array.getShape());
                }
            }
            return new Traced(List.copyOf(tracer.lines()), outputs, failure, tracer.usesHeldArrays());
        }
    }

    private static NDList apply(Object function, Tracer tracer, List<Shape> inputs, DataType type, int branches)
            throws Throwable {
        NDList list = new NDList();
        inputs.forEach(shape -> list.add(tracer.input(shape, type)));
        Object argument = list;
        if (branches > 0) {
            List<NDList> merged = new ArrayList<>();
            merged.add(list);
            while (merged.size() < branches) {
                merged.add(new NDList(tracer.input(inputs.get(0), type)));
            }
            argument = merged;
        }
        SingleMethod any = SingleMethod.of(function);
        if (any == null || any.method().getParameterCount() != 1) {
            throw new Tracer.RefusedException("it is not a function of one argument");
        }
        Object result;
        try { // a wrong guess throws before the function has done anything
            result = any.call(argument);
        } catch (ClassCastException e) {
            if (branches > 0 || !tracer.lines().isEmpty()) {
                throw e;
            }
            result = any.call(list.head());
        }
        tracer.returned(result);
        if (result instanceof NDList many) {
            return many;
        }
        if (result instanceof NDArray array) {
            return new NDList(array);
        }
        throw new Tracer.RefusedException("it does not return arrays");
    }

    /** The output shapes for the full row: known if the row was not shrunk, or if its shape did not change. */
    private static @Nullable List<Shape> outputs(
            Traced traced, List<Shape> inputs, @Nullable List<Shape> shapes, int branches) {
        if (shapes == null || branches > 0 || traced.outputs == null) {
            return null;
        }
        List<Shape> rows =
                shapes.stream().map(shape -> Shapes.withBatch(shape, 1)).toList();
        if (inputs.equals(rows)) {
            return traced.outputs;
        }
        return traced.outputs.equals(inputs) ? rows : null;
    }

    static String failure(Throwable e) {
        String message = e instanceof Tracer.RefusedException ? e.getMessage() : e.toString();
        return ModuleAttributes.line(message == null ? "" : message, 300);
    }

    private Map<String, @Nullable Object> opaque(Object function, List<String> lines, BlockNode node) {
        Class<?> type = function.getClass();
        if (type.isHidden()
                || type.isSynthetic()
                || type.isAnonymousClass()
                || type.isLocalClass()
                || ClassNames.isOfLanguage(type)) {
            node.uncertain("its function " + ClassNames.of(type)
                    + " could not be followed, so another function of its class may have the same form: make it a"
                    + " separate class");
        }
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("opaque", ClassNames.of(Proxy.isProxyClass(type) ? Proxy.class : type));
        List<Object> captured = CapturedValues.forms(function, this, node);
        if (!captured.isEmpty()) {
            form.put("captured", captured);
        }
        if (!lines.isEmpty()) {
            form.put("trace", lines);
        }
        return form;
    }
}
