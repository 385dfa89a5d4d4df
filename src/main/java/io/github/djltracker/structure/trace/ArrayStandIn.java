package io.github.djltracker.structure.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import io.github.djltracker.structure.code.Allowed;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A placeholder for an array of the tracer's manager. */
final class ArrayStandIn extends StandIn {
    /**
     * Calls that return values. They are refused: the values would be zeros, and a loop might wait for others
     * forever.
     */
    private static final Set<String> READS = Set.of(
            "getFloat",
            "getDouble",
            "getInt",
            "getLong",
            "getByte",
            "getUint8",
            "getBoolean",
            "getString",
            "toArray",
            "toFloatArray",
            "toDoubleArray",
            "toIntArray",
            "toLongArray",
            "toByteArray",
            "toUint8Array",
            "toBooleanArray",
            "toShortArray",
            "toUnsignedShortArray",
            "toStringArray",
            "toByteBuffer",
            "contentEquals",
            "allClose");

    private final NDArray real;
    private final String id;

    ArrayStandIn(Tracer tracer, NDArray real, String id) {
        super(tracer);
        this.real = real;
        this.id = id;
    }

    NDArray real() {
        return real;
    }

    @Override
    String id() {
        return id;
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("getManager")) {
            return tracer.manager();
        }
        if (name.equals("getNDArrayInternal")) {
            return Tracer.proxy(NDArrayEx.class, new InternalStandIn(tracer, real, proxy));
        }
        if (name.equals("toDevice")) { // results do not depend on the device
            return proxy;
        }
        if (UNSEEN.contains(name)) {
            return name.equals("returnResource") || !method.getReturnType().isInstance(proxy) ? null : proxy;
        }
        Class<?> result = method.getReturnType();
        boolean gives = NDArray.class.isAssignableFrom(result) || result == NDList.class || result == void.class;
        if (READS.contains(name)) {
            throw tracer.refused("it reads the values of an array: " + name);
        }
        if (!gives) {
            return tracer.call(real, method, tracer.unwrapped(arguments));
        }
        @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
        all[0] = proxy;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        String operation = TraceText.operation(name, all, tracer::text);
        tracer.line(operation);
        if (Allowed.isRandom(name)) {
            return tracer.defined(tracer.standIn(real, method, all), operation);
        }
        return tracer.defined(tracer.call(real, method, tracer.unwrapped(arguments)), operation);
    }
}
