package io.github.djltracker.structure.code;

import io.github.djltracker.structure.code.ClassFile.Member;
import io.github.djltracker.structure.code.ClassFile.Method;
import io.github.djltracker.structure.code.ClassFile.Touch;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Analyses the user-defined classes of an object, with their nested classes, for {@link FieldUse}. Not thread-safe. */
final class FieldAnalysis {
    /** Methods that initialise or load DJL's blocks, and that users override. */
    private static final Set<String> INITIALISATION = Set.of(
            "initialize", "initializeChildBlocks", "prepare", "beforeInitialize", "loadMetadata", "loadParameters");

    private final Set<Class<?>> types;
    private final List<ClassFile> files = new ArrayList<>();
    private final Set<Member> inConstruction = new HashSet<>();
    private final Set<Member> inPass = new HashSet<>();

    FieldAnalysis(Set<Class<?>> types) {
        this.types = types;
        Set<String> names = new HashSet<>();
        for (Class<?> type : types) {
            for (Class<?> user = type; user != null && FieldUse.isUsers(user); user = user.getSuperclass()) {
                add(user, names);
                for (Class<?> mate : mates(user)) {
                    add(mate, names);
                }
            }
        }
        findConstruction();
        findPass();
    }

    private static Class<?>[] mates(Class<?> type) {
        try {
            return type.getNestMembers();
        } catch (LinkageError e) { // one of them is missing
            return new Class<?>[0];
        }
    }

    private void add(Class<?> type, Set<String> names) {
        byte[] bytes = names.add(type.getName()) ? ByteCode.of(type) : null;
        ClassFile file = bytes == null ? null : ClassFile.read(bytes);
        if (file != null) {
            files.add(file);
        }
    }

    FieldUse.Kind kind(Field field) {
        String owner = field.getDeclaringClass().getName().replace('.', '/');
        Set<String> owners = owners(field);
        FieldUse.Kind kind = FieldUse.Kind.SET_ONCE;
        if (files.stream().noneMatch(file -> file.name().equals(owner))) {
            return Modifier.isFinal(field.getModifiers())
                    ? FieldUse.Kind.SET_ONCE
                    : FieldUse.Kind.CHANGES; // it is unknown which code writes it
        }
        for (ClassFile file : files) {
            for (Method method : file.methods()) {
                boolean isOwn = isConstruction(method)
                        && owners.contains(method.member().owner());
                if (touches(method, ClassFile.PUT_FIELD, owners, field.getName()) && !isOwn) {
                    kind = worse(kind, ofWrite(method));
                }
                if (!isConstruction(method)
                        && touches(method, ClassFile.GET_FIELD, owners, field.getName())
                        && changesInPlace(method, field.getType())) {
                    kind = worse(kind, FieldUse.Kind.CHANGES_IN_PLACE);
                }
            }
        }
        return kind;
    }

    private static FieldUse.Kind worse(FieldUse.Kind one, FieldUse.Kind other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private FieldUse.Kind ofWrite(Method method) {
        if (inPass.contains(method.member())) {
            return FieldUse.Kind.CHANGES;
        }
        return INITIALISATION.contains(method.member().name()) ? FieldUse.Kind.INITIALISED : FieldUse.Kind.SETTABLE;
    }

    private boolean isConstruction(Method method) {
        return inConstruction.contains(method.member());
    }

    /** The class names with which code may refer to a field: a compiler may write the name of a subclass. */
    private Set<String> owners(Field field) {
        Set<String> owners = new HashSet<>();
        for (Class<?> type : types) {
            if (field.getDeclaringClass().isAssignableFrom(type)) {
                owners.addAll(owners(field, type));
            }
        }
        return owners;
    }

    private static Set<String> owners(Field field, Class<?> type) {
        Set<String> owners = new HashSet<>();
        for (Class<?> below = type;
                below != null && below != field.getDeclaringClass();
                below = below.getSuperclass()) {
            boolean isHidden = FieldUse.declared(below).stream()
                    .anyMatch(other -> other.getName().equals(field.getName()));
            if (isHidden) {
                owners.clear();
            } else {
                owners.add(below.getName().replace('.', '/'));
            }
        }
        owners.add(field.getDeclaringClass().getName().replace('.', '/'));
        return owners;
    }

    private static boolean touches(Method method, int code, Set<String> owners, String name) {
        for (Touch touch : of(method)) {
            if (touch.code() == code
                    && touch.member().name().equals(name)
                    && owners.contains(touch.member().owner())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a method that reads a field of this type may change its contents. */
    private static boolean changesInPlace(Method method, Class<?> type) {
        for (Touch touch : of(method)) {
            boolean changes = type.isArray()
                    ? touch.code() == ClassFile.ARRAY_STORE || isArrayChange(touch.member())
                    : !isImmutable(type) && touch.code() >= ClassFile.INVOKE_VIRTUAL && isChange(touch.member());
            if (changes) {
                return true;
            }
        }
        return false;
    }

    private static boolean isImmutable(Class<?> type) {
        return type.isPrimitive()
                || type == String.class
                || type.isEnum()
                || type.isRecord()
                || (Number.class.isAssignableFrom(type) && type.getName().startsWith("java.lang."))
                || type == Boolean.class
                || type == Character.class
                || type.getName().startsWith("java.time.")
                || type.getName().equals("ai.djl.ndarray.types.Shape");
    }

    private static boolean isArrayChange(Member call) {
        return (call.owner().equals("java/util/Arrays")
                        && (call.name().equals("fill")
                                || call.name().equals("sort")
                                || call.name().equals("setAll")))
                || (call.owner().equals("java/lang/System") && call.name().equals("arraycopy"));
    }

    private static boolean isChange(Member call) {
        return call.owner().startsWith("java/util/") && Allowed.changesCollection(call);
    }

    private static List<Touch> of(Method method) {
        List<Touch> touches = method.touches();
        return touches == null ? List.of() : touches;
    }

    /** Finds constructors, and private methods that are called only by these. */
    private void findConstruction() {
        Map<Member, Set<Member>> callers = new HashMap<>();
        for (ClassFile file : files) {
            for (Method method : file.methods()) {
                for (Member called : called(method)) {
                    callers.computeIfAbsent(called, any -> new HashSet<>()).add(method.member());
                }
                if (method.member().name().equals("<init>")) {
                    inConstruction.add(method.member());
                }
            }
        }
        boolean grows = true;
        while (grows) {
            grows = false;
            for (ClassFile file : files) {
                for (Method method : file.methods()) {
                    Set<Member> by = callers.getOrDefault(method.member(), Set.of());
                    if (method.isPrivate()
                            && !by.isEmpty()
                            && inConstruction.containsAll(by)
                            && inConstruction.add(method.member())) {
                        grows = true;
                    }
                }
            }
        }
    }

    /** Finds the methods of these classes that a forward pass can reach, by name, so that overrides are included. */
    private void findPass() {
        Deque<Method> open = new ArrayDeque<>();
        methods("forwardInternal", null, open);
        methods("forward", null, open);
        methods("apply", null, open);
        methods("invoke", null, open);
        while (!open.isEmpty()) {
            Method method = open.pop();
            if (inPass.add(method.member())) {
                for (Member called : called(method)) {
                    methods(called.name(), called.descriptor(), open);
                }
            }
        }
    }

    private void methods(String name, @Nullable String descriptor, Deque<Method> into) {
        for (ClassFile file : files) {
            for (Method method : file.methods()) {
                if (method.member().name().equals(name)
                        && (descriptor == null || method.member().descriptor().equals(descriptor))) {
                    into.push(method);
                }
            }
        }
    }

    /** The methods that a method calls, and the bodies of the lambdas that it creates. */
    private static List<Member> called(Method method) {
        List<Member> called = new ArrayList<>();
        for (Touch touch : of(method)) {
            if (touch.bootstrap() != null) {
                called.addAll(touch.bootstrap().methods());
            } else if (touch.code() >= ClassFile.INVOKE_VIRTUAL) {
                called.add(touch.member());
            }
        }
        return called;
    }
}
