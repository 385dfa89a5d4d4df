package io.github.djltracker.structure.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A placeholder for the tracer's manager and every manager below it. Creates arrays in the tracer's manager. */
final class ManagerStandIn extends StandIn {
    ManagerStandIn(Tracer tracer) {
        super(tracer);
    }

    @Override
    String id() {
        return "manager";
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        NDManager manager = tracer.realManager();
        String name = method.getName();
        if (name.equals("newSubManager") || name.equals("getParentManager")) {
            return proxy;
        }
        if (name.equals("ret")) {
            return arguments[0];
        }
        if (name.equals("getEngine")) {
            throw tracer.refused("it asks for the engine");
        }
        if (UNSEEN.contains(name)) {
            return null;
        }
        boolean gives = NDArray.class.isAssignableFrom(method.getReturnType())
                || method.getReturnType() == NDList.class
                || name.equals("invoke");
        return gives
                ? tracer.operation("manager.", manager, method, arguments)
                : tracer.call(manager, method, tracer.unwrapped(arguments));
    }
}
