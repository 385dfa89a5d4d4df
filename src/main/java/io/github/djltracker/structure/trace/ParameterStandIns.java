package io.github.djltracker.structure.trace;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.github.djltracker.structure.scan.BlockScan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Hands out placeholders for parameters, never the parameters themselves. Not thread-safe. */
final class ParameterStandIns extends ParameterStore {
    private final Tracer tracer;
    private final IdentityHashMap<Parameter, NDArray> arrays = new IdentityHashMap<>();
    private final List<Parameter> used = new ArrayList<>();

    ParameterStandIns(Tracer tracer) {
        super(tracer.manager(), false);
        this.tracer = tracer;
    }

    @Override
    public NDManager getManager() {
        return tracer.manager();
    }

    @Override
    @SuppressWarnings("NullAway") // DJL's blocks ask for parameters that they do not have
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        if (parameter == null) {
            return null;
        }
        return arrays.computeIfAbsent(parameter, key -> {
            Shape shape = BlockScan.shape(key);
            if (shape == null) {
                throw new Tracer.RefusedException("a parameter has no shape");
            }
            used.add(key);
            return tracer.parameter(shape);
        });
    }

    /** The parameters that were requested, in the order of their first request. */
    List<Parameter> used() {
        return List.copyOf(used);
    }
}
