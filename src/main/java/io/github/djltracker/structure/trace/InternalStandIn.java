package io.github.djltracker.structure.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder for the internal operations of an array, {@link NDArrayEx}; {@code array} is the placeholder of that
 * array.
 */
final class InternalStandIn extends StandIn {
    private final NDArrayEx real;
    private final Object array;

    InternalStandIn(Tracer tracer, NDArray real, Object array) {
        super(tracer);
        this.real = real.getNDArrayInternal();
        this.array = array;
    }

    @Override
    String id() {
        return "ex";
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        if (method.getName().equals("getArray")) {
            return array;
        }
        if (method.getName().equals("getIndexer")) {
            throw tracer.refused("it asks for the array's indexer");
        }
        return tracer.operation(tracer.text(array) + ".", real, method, arguments);
    }
}
