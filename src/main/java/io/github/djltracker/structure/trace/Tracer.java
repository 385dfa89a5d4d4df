package io.github.djltracker.structure.trace;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.djltracker.structure.code.Allowed;
import io.github.djltracker.structure.held.HeldObjects;
import io.github.djltracker.structure.json.CanonicalJson;
import io.github.djltracker.structure.scan.Shapes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records what code does with arrays: it hands out proxies of real arrays, which are small and have one row, and
 * records each operation on them as one line, {@code v2=mul(v1,3)}. Operations that draw random numbers are recorded,
 * but not executed. All arrays belong to a separate manager on the CPU, which {@link #close} closes. Not thread-safe.
 */
final class Tracer implements AutoCloseable {
    private static final int MAX_LINES = 20_000;
    /** Maximum number of values of all results, which are kept until the end: half a gigabyte. */
    private static final long MAX_VALUES = 1 << 27;

    private final NDManager manager;
    private final NDManager managerProxy;
    private final IdentityHashMap<NDArray, NDArray> proxies = new IdentityHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private int inputs;
    private int parameters;
    private int values;
    private long made;
    private boolean refused;
    private final HeldArrays held;

    /** A tracer for code that holds these objects. */
    Tracer(Supplier<Collection<HeldObjects>> held) {
        this.held = new HeldArrays(held);
        manager = NDManager.newBaseManager(Device.cpu());
        managerProxy = proxy(NDManager.class, new ManagerStandIn(this));
    }

    /** Thrown to stop the traced code. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    NDManager manager() {
        return managerProxy;
    }

    /** The manager that creates the arrays. */
    NDManager realManager() {
        return manager;
    }

    /** Notes that the code requested something unsupported, and returns the exception that stops it. */
    RefusedException refused(String why) {
        refused = true;
        return new RefusedException(why);
    }

    /** The operations recorded so far. */
    List<String> lines() {
        return lines;
    }

    /** Whether the code asked for something that the tracer refuses. It may have caught the exception and continued. */
    boolean isRefused() {
        return refused;
    }

    /** An input of the traced code: zeros, as in DJL's own shape inference. */
    NDArray input(Shape shape, DataType type) {
        return wrap(manager.zeros(shape, type), "in" + inputs++);
    }

    /** A placeholder for a parameter: ones that take up no memory of their own. */
    NDArray parameter(Shape shape) {
        NDArray one = manager.ones(new Shape(1));
        NDArray array = shape.dimension() == 0 || shape.size() == 0 ? manager.ones(shape) : one.broadcast(shape);
        return wrap(array, "p" + parameters++);
    }

    void returned(@Nullable Object result) {
        lines.add("return " + text(result));
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray wrap(NDArray real, String id) {
        return proxies.computeIfAbsent(real, key -> proxy(NDArray.class, new ArrayStandIn(this, key, id)));
    }

    private NDArray result(NDArray real) {
        made += Shapes.values(real.getShape());
        if (made > MAX_VALUES) {
            throw refused("its results have more than " + MAX_VALUES + " values");
        }
        return wrap(real, "v" + ++values);
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable ArrayStandIn handler(@Nullable Object value) {
        return value instanceof NDArray
                        && Proxy.isProxyClass(value.getClass())
                        && Proxy.getInvocationHandler(value) instanceof ArrayStandIn handler
                ? handler
                : null;
    }

    void line(String line) {
        if (lines.size() == MAX_LINES) {
            throw refused("more than " + MAX_LINES + " operations");
        }
        lines.add(line);
    }

    /** Calls a method of a real array or manager, and throws what it throws. */
    @Nullable
    Object call(Object real, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Makes the last line the definition of the result of its operation, and wraps the result. */
    @Nullable
    Object defined(@Nullable Object result, String operation) {
        int index = lines.size() - 1;
        if (result instanceof NDArray array) {
            NDArray known = proxies.get(array);
            NDArray proxy = known == null ? result(array) : known;
            lines.set(index, text(proxy) + (known == null ? "=" : ":=") + operation);
            return proxy;
        }
        if (result instanceof NDList list) {
            NDList wrapped = new NDList(list.size());
            StringBuilder names = new StringBuilder("[");
            for (NDArray array : list) {
                NDArray known = proxies.get(array);
                NDArray proxy = known == null ? result(array) : known;
                names.append(names.length() == 1 ? "" : ",").append(text(proxy));
                wrapped.add(proxy);
            }
            lines.set(index, names + "]=" + operation);
            return wrapped;
        }
        return result;
    }

    /** Records an operation, and runs it unless it draws random numbers. */
    @Nullable
    Object operation(String prefix, Object real, Method method, @Nullable Object[] arguments) throws Throwable {
        String operation = TraceText.operation(prefix + method.getName(), arguments, this::text);
        line(operation);
        if (Allowed.isRandom(method.getName())
                || (method.getName().equals("invoke") && Allowed.isRandom(operation))
                || TraceText.drops(method.getName(), arguments)) {
            return defined(standIn(real, method, arguments), operation);
        }
        @Nullable Object[] given = unwrapped(arguments);
        if (method.getName().equals("batchNorm")) {
            // in training, one row has no variance to normalise by, and its statistics are not needed
            int training = Arrays.asList(given).lastIndexOf(true);
            if (training >= 0) {
                given[training] = false;
            }
        }
        return defined(call(real, method, given), operation);
    }

    /** The result to use for an operation that draws random numbers: a copy of its array, or zeros. */
    Object standIn(Object real, Method method, @Nullable Object[] arguments) {
        if (method.getName().toLowerCase(Locale.ROOT).contains("dropout")) {
            for (Object argument : arguments) {
                ArrayStandIn input = handler(argument);
                if (input != null) {
                    NDArray kept = input.real().duplicate();
                    return method.getReturnType() == NDList.class ? new NDList(kept) : kept;
                }
            }
        }
        if (NDArray.class.isAssignableFrom(method.getReturnType()) && real instanceof NDManager) {
            DataType type = DataType.FLOAT32;
            Shape shape = null;
            for (Object argument : arguments) {
                shape = argument instanceof Shape given ? given : shape;
                type = argument instanceof DataType given ? given : type;
            }
            if (shape != null) {
                return manager.zeros(shape, type);
            }
        }
        throw refused("it draws random numbers: " + method.getName());
    }

    @Nullable
    Object[] unwrapped(@Nullable Object[] arguments) {
        @Nullable Object[] real = new @Nullable Object[arguments.length];
        for (int i = 0; i < real.length; i++) {
            real[i] = TraceText.unwrapped(arguments[i], this::real);
        }
        return real;
    }

    private NDArray real(NDArray array) {
        ArrayStandIn handler = handler(array);
        if (handler != null) {
            return handler.real();
        }
        NDArray known = array;
        if (array.getDevice() != null && !Device.cpu().equals(array.getDevice())) {
            known = array.toDevice(Device.cpu(), true);
            known.attach(manager);
        }
        if (known.getDataType() == DataType.FLOAT16 || known.getDataType() == DataType.BFLOAT16) {
            known = known.toType(DataType.FLOAT32, true);
            known.attach(manager);
        }
        return known;
    }

    /** Whether arrays were used that are neither inputs nor parameters, so that their values are unknown. */
    boolean usesHeldArrays() {
        return held.areUsed();
    }

    /** The text of an argument. Arrays that the tracer did not create are identified by their shape. */
    String text(@Nullable Object value) {
        ArrayStandIn handler = handler(value);
        if (handler != null) {
            return handler.id();
        }
        if (value instanceof NDManager) {
            return "manager";
        }
        if (value instanceof Function<?, ?>) {
            throw refused("it passes a function to an operation");
        }
        if (value instanceof NDArray array) {
            if (!held.has(array)) {
                throw refused("it computes with arrays that it holds, which cannot be traced");
            }
            return "array" + held.number(array) + CanonicalJson.of(Shapes.list(array.getShape()));
        }
        return TraceText.text(value, this::text);
    }
}
