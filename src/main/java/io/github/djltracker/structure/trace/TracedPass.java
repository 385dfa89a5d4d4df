package io.github.djltracker.structure.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.djltracker.structure.held.HeldObjects;
import io.github.djltracker.structure.held.NotedFields;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.UserCode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of running a forward pass of a user-defined block.
 *
 * @param lines the operations, up to a failure
 * @param outputs null if it failed
 * @param parameters in the order in which they were first requested
 * @param failure why it could not be followed to its end; null if it could
 */
record TracedPass(
        List<String> lines,
        @Nullable List<Shape> outputs,
        List<Parameter> parameters,
        @Nullable String failure) {
    /** Runs a pass with placeholder inputs of these shapes, and restores the fields that it assigns. */
    static TracedPass run(
            BlockNode node,
            Collection<HeldObjects> held,
            NotedFields noted,
            List<Shape> shapes,
            DataType type,
            boolean training) {
        try (Tracer tracer = new Tracer(() -> held)) {
            NDList inputs = new NDList();
            shapes.forEach(shape -> inputs.add(tracer.input(shape, type)));
            ParameterStandIns parameters = new ParameterStandIns(tracer);
            List<Shape> outputs = null;
            String failure = null;
            try {
                NDList results = node.block.forward(parameters, inputs, training);
                tracer.returned(results);
                outputs = results.stream().map(NDArray::getShape).toList();
                failure = tracer.isRefused() ? "it continued after an operation that is not supported" : null;
            } catch (Throwable e) { // whatever a pass throws
                UserCode.check(e);
                failure = FunctionForm.failure(e);
            } finally {
                noted.putBack();
            }
            if (tracer.usesHeldArrays()) {
                node.uncertain("its pass" + HeldObjects.ARRAYS);
            }
            return new TracedPass(List.copyOf(tracer.lines()), outputs, parameters.used(), failure);
        }
    }
}
