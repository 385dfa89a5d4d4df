package io.github.djltracker.structure.trace;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.djltracker.structure.code.ClassCache;
import io.github.djltracker.structure.code.ClassFile;
import io.github.djltracker.structure.code.ClassFile.Bootstrap;
import io.github.djltracker.structure.code.ClassFile.Member;
import io.github.djltracker.structure.code.ClassFile.Method;
import io.github.djltracker.structure.code.ClassFile.Touch;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.code.Harm;
import io.github.djltracker.structure.code.Harmless;
import io.github.djltracker.structure.held.HeldObjects;
import io.github.djltracker.structure.held.SingleMethod;
import io.github.djltracker.structure.scan.Shapes;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether functions can be run. DJL's own functions can, if those that they captured can. A user-defined
 * function can if {@link Harmless} finds no side effects in its code. A lambda does not reveal its code, so all
 * lambdas of its class that it could be must be harmless. Not thread-safe.
 */
public final class FunctionHarm {
    private static final String LAMBDA = "$$Lambda";
    private static final int MAX_DEPTH = 16;

    private final IdentityHashMap<ClassLoader, Harmless> analyses = new IdentityHashMap<>();
    private static final ClassCache<Harm> OF_FUNCTIONS = new ClassCache<>();

    private static final ClassCache<Harm> OF_FORWARDS = new ClassCache<>();

    /** Why running a user-defined block could have side effects, given the classes of the objects that it holds. */
    Harm ofForward(Class<?> block, Set<String> held) {
        ClassLoader loader = block.getClassLoader();
        return OF_FORWARDS.get(
                block,
                held,
                () -> loader == null
                        ? Harm.of("it has no class file")
                        : analysis(loader).harmOfForward(block, held));
    }

    private Harmless analysis(ClassLoader loader) {
        return analyses.computeIfAbsent(loader, Harmless::new);
    }

    /** Why running the function could have side effects, as text; null if it could not. */
    @Nullable
    String of(Object function) {
        return of(function, 0);
    }

    private @Nullable String of(Object function, int depth) {
        Class<?> type = function.getClass();
        if (depth > MAX_DEPTH) {
            return "it is nested too deep";
        }
        if (!ClassNames.isDjl(type)) {
            return ofUser(function, depth);
        }
        for (Field field : Fields.declared(type)) {
            Object value = Fields.value(field, function);
            String harm = value instanceof Function<?, ?> inner ? of(inner, depth + 1) : ofCaptured(value);
            if (harm != null) {
                return harm;
            }
        }
        return null;
    }

    /** A user's function, and the functions that it captured and calls. */
    private @Nullable String ofUser(Object function, int depth) {
        HeldObjects held = HeldObjects.of(function);
        Harm harm = ofClass(function.getClass(), held);
        if (harm.reason() != null) {
            return harm.reason();
        }
        if (!held.blocks().isEmpty()) {
            return "it captured a block, which it may run";
        }
        if (held.harm() != null) {
            return held.harm();
        }
        if (harm.interfaces().isEmpty()) {
            return null;
        }
        if (!held.isReadable()) {
            return "captured values cannot be read";
        }
        for (String called : harm.interfaces()) {
            boolean isFound = false;
            for (Object value : held.values()) {
                if (SingleMethod.isA(value.getClass(), called)) {
                    isFound = true;
                    String inner = of(value, depth + 1);
                    if (inner != null) {
                        return inner;
                    }
                }
            }
            if (!isFound) {
                return "it calls a function that it did not capture, through " + called.replace('/', '.');
            }
        }
        return null;
    }

    /** Whether a function was followed into others that it captured, which the first algorithm did not do. */
    boolean isFollowed(Object function) {
        if (ClassNames.isDjl(function.getClass())) {
            return false;
        }
        Harm harm = ofClass(function.getClass(), HeldObjects.of(function));
        return harm.reason() == null && !harm.interfaces().isEmpty();
    }

    /**
     * Why a value that a DJL function captured is harmful: only DJL's own objects, other than blocks, and simple
     * values are harmless.
     */
    private static @Nullable String ofCaptured(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String name = value.getClass().getName();
        boolean plain = ClassNames.isDjl(value.getClass()) || name.startsWith("java.lang.") || name.startsWith("[");
        return plain && !(value instanceof Block)
                ? null
                : "it captured an object of " + ClassNames.of(value.getClass());
    }

    private Harm ofClass(Class<?> type, HeldObjects held) {
        Set<String> classes = held.classNames();
        return OF_FUNCTIONS.get(type, classes, () -> findOfClass(type, classes));
    }

    private Harm findOfClass(Class<?> type, Set<String> held) {
        if (Proxy.isProxyClass(type)) { // such as one that Groovy creates for a closure
            return Harm.of("it is a proxy, whose handler may do anything");
        }
        ClassLoader loader = type.getClassLoader();
        List<Field> fields = CapturedValues.fields(type);
        if (loader == null) {
            return ofJdk(type, fields);
        }
        Harmless harmless = analysis(loader);
        String name = type.getName();
        int lambda = name.indexOf(LAMBDA);
        List<String> captured = List.of();
        List<Member> bodies = new ArrayList<>();
        if (lambda < 0) {
            for (java.lang.reflect.Method method : SingleMethod.of(type)) {
                String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString();
                bodies.add(new Member(name.replace('.', '/'), method.getName(), descriptor));
            }
        } else {
            ClassFile file = harmless.file(name.substring(0, lambda).replace('.', '/'));
            captured = fields.stream()
                    .map(field -> field.getType().descriptorString())
                    .toList();
            bodies.addAll(file == null ? List.of() : bodies(file, type, captured));
        }
        if (bodies.isEmpty()) {
            return Harm.of("its code cannot be found");
        }
        Set<String> interfaces = new TreeSet<>();
        for (Member body : bodies) {
            Harm harm = harmless.harm(body, captured, held);
            if (harm.reason() != null) {
                return harm;
            }
            interfaces.addAll(harm.interfaces());
        }
        return new Harm(null, Set.of(), Set.of(), false, Set.copyOf(interfaces));
    }

    /** The JDK's functions have no side effects themselves; composed ones call the functions in their fields. */
    private static Harm ofJdk(Class<?> type, List<Field> fields) {
        Set<String> called = new TreeSet<>();
        for (Field field : fields) {
            if (!SingleMethod.isComposed(type) || !field.trySetAccessible()) {
                return Harm.of("it is composed of functions that cannot be inspected");
            }
            called.add(field.getType().getName().replace('.', '/'));
        }
        return new Harm(null, Set.of(), Set.of(), false, Set.copyOf(called));
    }

    /**
     * The code of all lambdas of a class that this one could be: same interface, same captured types, accepting
     * arrays.
     */
    private static List<Member> bodies(ClassFile file, Class<?> lambda, List<String> captured) {
        List<Member> bodies = new ArrayList<>();
        for (Method method : file.methods()) {
            for (Touch touch : method.touches() == null ? List.<Touch>of() : method.touches()) {
                Bootstrap bootstrap = touch.bootstrap();
                if (bootstrap != null
                        && bootstrap.by().owner().equals("java/lang/invoke/LambdaMetafactory")
                        && makes(touch.member().descriptor(), lambda, captured)
                        && takesArrays(bootstrap)) {
                    bodies.addAll(bootstrap.methods());
                }
            }
        }
        return bodies;
    }

    private static boolean makes(String site, Class<?> lambda, List<String> captured) {
        int end = site.indexOf(')');
        if (!site.substring(1, end).equals(String.join("", captured))) {
            return false;
        }
        for (Class<?> made : lambda.getInterfaces()) {
            if (site.substring(end + 1).equals(made.descriptorString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean takesArrays(Bootstrap bootstrap) {
        String type = bootstrap.types().get(bootstrap.types().size() - 1);
        return type.startsWith("(Lai/djl/ndarray/")
                || type.startsWith("(Ljava/util/")
                || type.startsWith("(Ljava/lang/Object;")
                || type.startsWith("(Ljava/lang/Iterable;")
                || type.startsWith("()");
    }

    /**
     * A key that is equal for functions that do the same, because they have the same class and captured the same
     * simple values.
     */
    static Object identity(Object function) {
        Class<?> type = function.getClass();
        if (CapturedValues.fields(type).isEmpty() && type.isHidden()) {
            return type;
        }
        List<Object> parts = new ArrayList<>();
        parts.add(type);
        if (!ClassNames.isDjl(type)) {
            parts.add(new Same(function));
            return parts;
        }
        for (Field field : Fields.declared(type)) {
            Object value = Fields.value(field, function);
            if (value instanceof Function<?, ?> inner) {
                parts.add(identity(inner));
            } else if (value instanceof Shape shape) {
                parts.add(Shapes.list(shape));
            } else if (value instanceof Number || value instanceof String || value instanceof Boolean) {
                parts.add(value);
            } else {
                parts.add(new Same(value));
            }
        }
        return parts;
    }

    /** An object as a key by identity. */
    private record Same(@Nullable Object object) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same that && object == that.object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
