package io.github.djltracker.structure.trace;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.djltracker.structure.code.ClassFile;
import io.github.djltracker.structure.code.ClassFile.Bootstrap;
import io.github.djltracker.structure.code.ClassFile.Member;
import io.github.djltracker.structure.code.ClassFile.Method;
import io.github.djltracker.structure.code.ClassFile.Touch;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.code.Harmless;
import io.github.djltracker.structure.scan.Shapes;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether functions can be run: DJL's own can, with those that they captured; a user's if {@link Harmless} finds
 * nothing in its code. Which code a lambda has is not to be learnt from it, so every lambda of its class that could be
 * it must be harmless. Not thread-safe.
 */
public final class FunctionHarm {
    private static final String LAMBDA = "$$Lambda";
    private static final int MAX_DEPTH = 16;

    private final IdentityHashMap<ClassLoader, Harmless> analyses = new IdentityHashMap<>();
    /** Verdicts by class, for good: reading class files takes milliseconds. */
    private static final Map<Class<?>, Optional<String>> OF_FUNCTIONS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private static final Map<Class<?>, Optional<String>> OF_FORWARDS = Collections.synchronizedMap(new WeakHashMap<>());

    /** Why running a user's block could be noticed, in words; null if it could not. */
    @Nullable
    String ofForward(Class<?> block) {
        return verdict(
                OF_FORWARDS,
                block,
                type -> type.getClassLoader() == null
                        ? "it has no class file"
                        : analysis(type.getClassLoader()).harmOfForward(type));
    }

    private static @Nullable String verdict(
            Map<Class<?>, Optional<String>> known, Class<?> type, Function<Class<?>, @Nullable String> finder) {
        Optional<String> verdict = known.get(type);
        if (verdict == null) {
            verdict = Optional.ofNullable(finder.apply(type));
            known.put(type, verdict);
        }
        return verdict.orElse(null);
    }

    private Harmless analysis(ClassLoader loader) {
        return analyses.computeIfAbsent(loader, Harmless::new);
    }

    /** Why running the function could be noticed, in words; null if it could not. */
    @Nullable
    String of(Function<?, ?> function) {
        return of(function, 0);
    }

    private @Nullable String of(Function<?, ?> function, int depth) {
        Class<?> type = function.getClass();
        if (depth > MAX_DEPTH) {
            return "it is nested too deep";
        }
        if (!ClassNames.isDjl(type)) {
            return verdict(OF_FUNCTIONS, type, this::ofUser);
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

    /** Of a value that a function of DJL's captured: DJL's own things and simple ones do what they say. */
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

    private @Nullable String ofUser(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        List<Field> fields = captures(type);
        if (loader == null) {
            return fields.isEmpty() ? null : "it is made of functions that cannot be seen";
        }
        Harmless harmless = analysis(loader);
        String name = type.getName();
        int lambda = name.indexOf(LAMBDA);
        if (lambda < 0) {
            String owner = name.replace('.', '/');
            return harmless.harm(new Member(owner, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;"), List.of());
        }
        String host = name.substring(0, lambda).replace('.', '/');
        ClassFile file = harmless.file(host);
        List<String> captured =
                fields.stream().map(field -> field.getType().descriptorString()).toList();
        List<Member> bodies = file == null ? List.of() : bodies(file, type, captured);
        if (bodies.isEmpty()) {
            return "its code cannot be found";
        }
        for (Member body : bodies) {
            String harm = harmless.harm(body, captured);
            if (harm != null) {
                return harm;
            }
        }
        return null;
    }

    /** What the lambdas of a class run that look like this one: same interface, same captured types, fit for arrays. */
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
                || type.startsWith("(Ljava/lang/Iterable;");
    }

    private static List<Field> captures(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
            }
        }
        fields.sort(
                Comparator.comparing((Field field) -> field.getName().length()).thenComparing(Field::getName));
        return fields;
    }

    /** What a function captured, in canonical form: values where it is DJL's, types where it is a user's. */
    static List<Object> captured(Function<?, ?> function) {
        List<Object> forms = new ArrayList<>();
        for (Field field : captures(function.getClass())) {
            Object value = ClassNames.isDjl(function.getClass()) && field.trySetAccessible()
                    ? Fields.value(field, function)
                    : field.getType();
            forms.add(capturedForm(value));
        }
        return forms;
    }

    private static Object capturedForm(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Class<?> type) {
            return ClassNames.of(type);
        }
        if (value instanceof Function<?, ?> inner) {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("opaque", ClassNames.of(inner.getClass()));
            List<Object> captured = captured(inner);
            if (!captured.isEmpty()) {
                form.put("captured", captured);
            }
            return form;
        }
        return TraceText.text(value, item -> item == null ? "null" : ClassNames.of(item.getClass()));
    }

    /** Equal for functions that do the same because they are of one class and captured the same simple values. */
    static Object identity(Function<?, ?> function) {
        Class<?> type = function.getClass();
        if (captures(type).isEmpty() && type.isHidden()) {
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
