package io.github.djltracker.structure.code;

import io.github.djltracker.structure.code.ClassFile.Member;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists the methods of the JDK and of DJL that code may call when it is run on placeholder arrays, because they have
 * no side effects.
 */
public final class Allowed {
    private static final List<String> RANDOM =
            List.of("random", "dropout", "shuffle", "sample", "multinomial", "bernoulli", "poisson", "truncatednormal");

    private static final Set<String> JAVA_LANG = Set.of(
            "Object",
            "String",
            "StringBuilder",
            "CharSequence",
            "Math",
            "StrictMath",
            "Number",
            "Integer",
            "Long",
            "Float",
            "Double",
            "Boolean",
            "Byte",
            "Short",
            "Character",
            "Enum",
            "Record",
            "Iterable",
            "Comparable",
            "MatchException");
    private static final Set<String> JAVA_UTIL = Set.of(
            "ArrayList",
            "List",
            "LinkedList",
            "Collection",
            "Collections",
            "Arrays",
            "Iterator",
            "ListIterator",
            "Map",
            "Map$Entry",
            "HashMap",
            "LinkedHashMap",
            "TreeMap",
            "EnumMap",
            "Set",
            "HashSet",
            "LinkedHashSet",
            "TreeSet",
            "Deque",
            "ArrayDeque",
            "Queue",
            "Objects",
            "Optional",
            "OptionalInt",
            "OptionalLong",
            "OptionalDouble",
            "Comparator",
            "StringJoiner");
    /** The only methods of functional interfaces that are allowed: they compose functions, but do not run them. */
    private static final Set<String> COMBINATORS = Set.of("andThen", "compose", "identity", "negate", "and", "or");

    private static final List<String> BLOCK_CHANGES = List.of(
            "set",
            "load",
            "add",
            "initialize",
            "clear",
            "cast",
            "freeze",
            "prepare",
            "beforeInitialize",
            "close",
            "remove",
            "replace");
    private static final Set<String> COLLECTION_READS = Set.of(
            "get",
            "size",
            "isEmpty",
            "iterator",
            "listIterator",
            "stream",
            "contains",
            "containsKey",
            "containsValue",
            "getOrDefault",
            "keySet",
            "values",
            "entrySet",
            "getKey",
            "getValue",
            "hasNext",
            "next",
            "indexOf",
            "forEach",
            "toArray",
            "subList",
            "equals",
            "hashCode",
            "toString",
            "of",
            "copyOf",
            "<init>",
            "unmodifiableList",
            "singletonList",
            "emptyList",
            "asList",
            "head",
            "singletonOrThrow",
            "getManager",
            "getShapes",
            "peek",
            "isPresent",
            "orElse",
            "orElseThrow");

    /** The classes of engines' arrays. A placeholder cannot be cast to one, so code that does this ends there. */
    private static final Pattern ENGINE_ARRAY = Pattern.compile("ai/djl/[a-z]+/engine/[A-Z][a-z]+NDArray");

    private Allowed() {}

    /** Whether a method of DJL's arrays or managers draws random numbers, by its name. */
    public static boolean isRandom(String method) {
        String lower = method.toLowerCase(Locale.ROOT);
        return RANDOM.stream().anyMatch(lower::contains);
    }

    static boolean jdk(Member call) {
        String owner = call.owner();
        String simple = owner.substring(owner.lastIndexOf('/') + 1);
        if (owner.startsWith("java/util/function/")) {
            return COMBINATORS.contains(call.name());
        }
        if (owner.startsWith("java/util/stream/") || owner.startsWith("java/math/")) {
            return !call.name().equals("generate");
        }
        if (owner.equals("java/io/PrintStream")) {
            return call.name().startsWith("print");
        }
        if (owner.equals("java/lang/System")) {
            return call.name().equals("arraycopy");
        }
        if (owner.equals("java/lang/Class")) {
            return Set.of("getName", "getSimpleName", "desiredAssertionStatus", "isInstance", "cast")
                    .contains(call.name());
        }
        if (owner.lastIndexOf('/') == "java/lang".length() && owner.startsWith("java/lang/")) {
            boolean error = simple.endsWith("Exception") || simple.endsWith("Error") || simple.equals("Throwable");
            return (error || JAVA_LANG.contains(simple))
                    && !isRandom(call.name())
                    && !call.name().startsWith("notify");
        }
        boolean error = owner.startsWith("java/util/") && simple.endsWith("Exception");
        return error
                || (owner.startsWith("java/util/")
                        && JAVA_UTIL.contains(owner.substring("java/util/".length()))
                        && !call.name().equals("shuffle"));
    }

    static boolean djl(Member call) {
        String owner = call.owner();
        if (owner.startsWith("ai/djl/nn/")) {
            return BLOCK_CHANGES.stream().noneMatch(call.name()::startsWith)
                    && !call.name().equals("requiresGradient")
                    && !call.name().startsWith("isFrozen")
                    && !call.name().equals("toString");
        }
        if (owner.equals("ai/djl/ndarray/NDManager")) {
            return !Set.of("newBaseManager", "getEngine", "nextUid").contains(call.name());
        }
        if (owner.equals("ai/djl/training/ParameterStore")) {
            return call.name().equals("getValue") || call.name().equals("getManager");
        }
        return owner.startsWith("ai/djl/ndarray/")
                || ENGINE_ARRAY.matcher(owner).matches()
                || owner.startsWith("ai/djl/basicmodelzoo/")
                || owner.equals("ai/djl/Device")
                || owner.equals("ai/djl/util/Pair")
                || owner.equals("ai/djl/util/PairList")
                || owner.equals("ai/djl/util/Preconditions");
    }

    /** Loggers, because an additional line in a log affects no training, and checks that Kotlin's compiler inserts. */
    static boolean other(Member call) {
        return call.owner().equals("org/slf4j/Logger") || call.owner().equals("kotlin/jvm/internal/Intrinsics");
    }

    /** Whether the call may change a collection that is its receiver or an argument. */
    static boolean changesCollection(Member call) {
        boolean collection = (call.owner().startsWith("java/util/")
                        && !call.owner().startsWith("java/util/function/")
                        && !call.owner().startsWith("java/util/stream/"))
                || call.owner().equals("ai/djl/ndarray/NDList")
                || call.owner().equals("ai/djl/util/PairList");
        return collection && !COLLECTION_READS.contains(call.name());
    }

    /** Whether the call may remove or replace items of a collection. */
    static boolean removes(Member call) {
        return changesCollection(call)
                && !call.name().startsWith("add")
                && !call.name().startsWith("put");
    }

    /** Whether the call returns values of an array. */
    static boolean readsArray(Member call) {
        String name = call.name();
        boolean isValue = (name.startsWith("get") || name.startsWith("to"))
                && (name.endsWith("Array")
                        || Set.of(
                                        "getFloat",
                                        "getDouble",
                                        "getInt",
                                        "getLong",
                                        "getByte",
                                        "getBoolean",
                                        "getUint8",
                                        "getString",
                                        "toByteBuffer")
                                .contains(name));
        return call.owner().equals("ai/djl/ndarray/NDArray") && isValue;
    }

    /** Whether the call may change the values of an array, or when it is closed. */
    static boolean changesArray(Member call) {
        String name = call.name();
        if (name.equals("batchNorm")) { // its running statistics
            return true;
        }
        if (!call.owner().startsWith("ai/djl/")
                || call.owner().startsWith("ai/djl/nn/")
                || name.equals("getNDArrayInternal")) {
            return false;
        }
        boolean inPlace = name.length() > 3
                && name.endsWith("i")
                && Set.of(
                                "addi", "subi", "muli", "divi", "modi", "powi", "negi", "signi", "rsubi", "rdivi",
                                "rmodi", "rpowi")
                        .contains(name);
        return inPlace
                || name.startsWith("set")
                || name.equals("close")
                || name.equals("intern")
                || name.equals("copyTo")
                || name.toLowerCase(Locale.ROOT).contains("attach")
                || name.equals("detach")
                || name.endsWith("Update");
    }
}
