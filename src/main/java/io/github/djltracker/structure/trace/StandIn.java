package io.github.djltracker.structure.trace;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The object behind a proxy that traced code works with. Not thread-safe. */
abstract class StandIn implements InvocationHandler {
    /** Calls that do not affect results. */
    static final Set<String> UNSEEN = Set.of(
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

    final Tracer tracer;

    StandIn(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> id();
            };
        }
        return call(proxy, method, arguments);
    }

    /** Its name in the trace. */
    abstract String id();

    abstract @Nullable Object call(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable;
}
