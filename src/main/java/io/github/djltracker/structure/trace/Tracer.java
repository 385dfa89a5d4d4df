package io.github.djltracker.structure.trace;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.djltracker.structure.code.Allowed;
import io.github.djltracker.structure.json.CanonicalJson;
import io.github.djltracker.structure.scan.Shapes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what code does with arrays: it hands out proxies of real arrays, of one row and small, and writes down each
 * operation on them as one line, {@code v2=mul(v1,3)}. Operations that draw random numbers are written down and not
 * executed. All arrays live in a manager of their own on the CPU, which {@link #close} closes. Not thread-safe.
 */
final class Tracer implements AutoCloseable {
    private static final int MAX_LINES = 20_000;
    /** Values of all results together, as they stay until the end: half a gigabyte. */
    private static final long MAX_VALUES = 1 << 27;

    private static final Set<String> UNSEEN = Set.of(
            "attach",
            "tempAttach",
            "detach",
            "close",
            "setName",
            "setRequiresGradient",
            "returnResource",
            "cap",
            "attachInternal",
            "attachUncappedInternal",
            "tempAttachInternal",
            "detachInternal",
            "attachAll",
            "tempAttachAll",
            "debugDump",
            "setScheduled");

    private final NDManager manager;
    private final NDManager managerProxy;
    private final IdentityHashMap<NDArray, NDArray> proxies = new IdentityHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private int inputs;
    private int parameters;
    private int values;
    private long made;
    private boolean refused;

    Tracer() {
        manager = NDManager.newBaseManager(Device.cpu());
        managerProxy = proxy(NDManager.class, new OfManager());
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

    /** What was done so far. */
    List<String> lines() {
        return lines;
    }

    /** Whether the code wanted something that is not done for it; it may have gone on regardless. */
    boolean isRefused() {
        return refused;
    }

    /** An input of the traced code: zeros, which is what DJL itself runs functions on to learn shapes. */
    NDArray input(Shape shape, DataType type) {
        return wrap(manager.zeros(shape, type), "in" + inputs++);
    }

    /** What stands in for a parameter: ones, without memory of their own. */
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
        return proxies.computeIfAbsent(real, key -> proxy(NDArray.class, new OfArray(key, id)));
    }

    private NDArray result(NDArray real) {
        made += Shapes.values(real.getShape());
        if (made > MAX_VALUES) {
            refused = true;
            throw new RefusedException("its results have more than " + MAX_VALUES + " values");
        }
        return wrap(real, "v" + ++values);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable OfArray handler(@Nullable Object value) {
        return value instanceof NDArray
                        && Proxy.isProxyClass(value.getClass())
                        && Proxy.getInvocationHandler(value) instanceof OfArray handler
                ? handler
                : null;
    }

    private void line(String line) {
        if (lines.size() == MAX_LINES) {
            refused = true;
            throw new RefusedException("more than " + MAX_LINES + " operations");
        }
        lines.add(line);
    }

    /** Runs an operation that has been written down and wraps what it gives. */
    private @Nullable Object call(Object real, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The last line becomes the definition of what came out of it. */
    private @Nullable Object defined(@Nullable Object result, String operation) {
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

    private @Nullable Object operation(String prefix, Object real, Method method, @Nullable Object[] arguments)
            throws Throwable {
        String operation = TraceText.operation(prefix + method.getName(), arguments, this::text);
        line(operation);
        if (Allowed.isRandom(method.getName())
                || (method.getName().equals("invoke") && Allowed.isRandom(operation))
                || TraceText.drops(method.getName(), arguments)) {
            return defined(standIn(real, method, arguments), operation);
        }
        return defined(call(real, method, unwrapped(arguments)), operation);
    }

    /** What an operation that draws random numbers would give, without drawing: the array itself, or zeros. */
    private Object standIn(Object real, Method method, @Nullable Object[] arguments) {
        if (method.getName().toLowerCase(Locale.ROOT).contains("dropout")) {
            for (Object argument : arguments) {
                OfArray input = handler(argument);
                if (input != null) {
                    NDArray kept = input.real.duplicate();
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
        refused = true;
        throw new RefusedException("it draws random numbers: " + method.getName());
    }

    private @Nullable Object[] unwrapped(@Nullable Object[] arguments) {
        @Nullable Object[] real = new @Nullable Object[arguments.length];
        for (int i = 0; i < real.length; i++) {
            real[i] = TraceText.unwrapped(arguments[i], this::real);
        }
        return real;
    }

    private NDArray real(NDArray array) {
        OfArray handler = handler(array);
        if (handler != null) {
            return handler.real;
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

    /** How an argument is written. Arrays that did not come from here are known by their shape. */
    private String text(@Nullable Object value) {
        OfArray handler = handler(value);
        if (handler != null) {
            return handler.id;
        }
        if (value instanceof NDManager) {
            return "manager";
        }
        if (value instanceof NDArray array) {
            return "array" + CanonicalJson.of(Shapes.list(array.getShape()));
        }
        return TraceText.text(value, this::text);
    }

    private final class OfArray implements InvocationHandler {
        private final NDArray real;
        private final String id;

        OfArray(NDArray real, String id) {
            this.real = real;
            this.id = id;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
                throws Throwable {
            @Nullable Object[] arguments = given == null ? new Object[0] : given;
            String name = method.getName();
            if (method.getDeclaringClass() == Object.class) {
                return switch (name) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> id;
                };
            }
            if (name.equals("getManager")) {
                return managerProxy;
            }
            if (name.equals("getNDArrayInternal")) {
                return proxy(NDArrayEx.class, new OfInternal(real, proxy));
            }
            if (name.equals("toDevice")) { // what is computed does not depend on where
                return proxy;
            }
            if (UNSEEN.contains(name)) {
                return name.equals("returnResource") || !method.getReturnType().isInstance(proxy) ? null : proxy;
            }
            Class<?> result = method.getReturnType();
            boolean gives = NDArray.class.isAssignableFrom(result) || result == NDList.class || result == void.class;
            if (!gives) {
                return call(real, method, unwrapped(arguments));
            }
            @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
            all[0] = proxy;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            String operation = TraceText.operation(name, all, Tracer.this::text);
            line(operation);
            if (Allowed.isRandom(name)) {
                return defined(standIn(real, method, all), operation);
            }
            return defined(call(real, method, unwrapped(arguments)), operation);
        }
    }

    /** The operations that DJL keeps apart from the array's own; {@code array} is the one they belong to. */
    private final class OfInternal implements InvocationHandler {
        private final NDArrayEx real;
        private final Object array;

        OfInternal(NDArray real, Object array) {
            this.real = real.getNDArrayInternal();
            this.array = array;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
                throws Throwable {
            @Nullable Object[] arguments = given == null ? new Object[0] : given;
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "ex";
                };
            }
            if (method.getName().equals("getArray")) {
                return array;
            }
            if (method.getName().equals("getIndexer")) {
                refused = true;
                throw new RefusedException("it asks for the array's indexer");
            }
            return operation(text(array) + ".", real, method, arguments);
        }
    }

    /** Makes arrays in the tracer's manager, and stands for every manager below it. */
    private final class OfManager implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
                throws Throwable {
            @Nullable Object[] arguments = given == null ? new Object[0] : given;
            String name = method.getName();
            if (method.getDeclaringClass() == Object.class) {
                return switch (name) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "manager";
                };
            }
            if (name.equals("newSubManager") || name.equals("getParentManager")) {
                return proxy;
            }
            if (name.equals("ret")) {
                return arguments[0];
            }
            if (name.equals("getEngine")) {
                refused = true;
                throw new RefusedException("it asks for the engine");
            }
            if (UNSEEN.contains(name)) {
                return null;
            }
            boolean gives = NDArray.class.isAssignableFrom(method.getReturnType())
                    || method.getReturnType() == NDList.class
                    || name.equals("invoke");
            return gives
                    ? operation("manager.", manager, method, arguments)
                    : call(manager, method, unwrapped(arguments));
        }
    }
}
