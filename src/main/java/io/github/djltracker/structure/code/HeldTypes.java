package io.github.djltracker.structure.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What code could change through the objects that it holds, according to the types of the fields that it reads and of
 * the values that it captured. A type that does not show its contents may contain anything that is held at all. Not
 * thread-safe.
 */
public final class HeldTypes {
    /** Stands among the names of held classes if a Java array is held although no type shows it. */
    public static final String JAVA_ARRAY = "[";
    /** The same for a collection or a map. */
    public static final String COLLECTION = "java/util/Collection";
    /** The same for an array of an engine. */
    public static final String ARRAY = "ai/djl/ndarray/NDArray";

    private static final Pattern TYPE = Pattern.compile("\\[|L([^;<>:]+)|T[^;<>]+;|\\*");

    private final ClassFiles files;
    boolean collection;
    boolean javaArray;
    /** Arrays of an engine. */
    boolean array;
    /** Collections and arrays of blocks. */
    boolean blocks;
    /** Whether collections are held, whose items might be functions. */
    boolean items;
    /** The interfaces of functions. */
    final Set<String> functions = new TreeSet<>();

    private final Set<String> untyped;

    /** {@code untyped} contains the names above for what is held although no type shows it. */
    HeldTypes(ClassFiles files, Set<String> untyped) {
        this.files = files;
        this.untyped = untyped;
    }

    /** Adds a field or a captured value. Returns why it is harmful just to hold it; null if it is not. */
    @Nullable
    String add(String descriptor, String signature) {
        if (descriptor.startsWith("[")) {
            javaArray |= !holdsBlocks(signature);
            inner(signature.substring(1));
            return ofTypes(signature.substring(1));
        } else if (descriptor.equals("Lai/djl/ndarray/NDManager;")) {
            return "it holds an array manager, which could draw random numbers";
        } else if (descriptor.equals("Lai/djl/ndarray/NDList;")) {
            collection = true;
            array = true;
        } else if (descriptor.equals("Lai/djl/ndarray/NDArray;")) {
            array = true;
        } else if (descriptor.equals("Ljava/lang/Object;")) {
            inner("*");
        } else if (isFunction(descriptor.substring(1))) {
            functions.add(descriptor.substring(1, descriptor.length() - 1));
        } else if (isUsedUp(descriptor.substring(1))) {
            return "it holds an iterator, a stream or a buffer, which it may advance";
        } else if (descriptor.startsWith("Ljava/util/") || descriptor.startsWith("Lai/djl/util/Pair")) {
            collection |= !holdsBlocks(signature);
            blocks |= holdsBlocks(signature);
            items = true;
            int arguments = signature.indexOf('<');
            String inner = arguments < 0 ? "*" : signature.substring(arguments);
            inner(inner);
            return ofTypes(inner);
        }
        return null;
    }

    private @Nullable String ofTypes(String inner) {
        for (String type : types(inner)) {
            if (isUsedUp(type)) {
                return "it holds iterators, streams or buffers, which it may advance";
            }
            if (type.equals("ai/djl/ndarray/NDManager")) {
                return "it holds array managers, which could draw random numbers";
            }
            if (isFunction(type)) {
                functions.add(type);
            }
        }
        return null;
    }

    /** Whether a type is an interface of functions that the JDK and DJL call when they get one. */
    private static boolean isFunction(String type) {
        String name = type.endsWith(";") ? type.substring(0, type.length() - 1) : type;
        return name.startsWith("java/util/function/")
                || name.equals("java/lang/Runnable")
                || name.equals("java/lang/Iterable")
                || name.equals("java/util/Comparator")
                || name.equals("java/util/concurrent/Callable");
    }

    /** Adds the types of the items of a collection or an array, by its type arguments. */
    private void inner(String signature) {
        for (String type : types(signature)) {
            boolean isAnything = type.equals("*") || type.equals("java/lang/Object") || type.startsWith("T");
            javaArray |= type.equals("[") || (isAnything && untyped.contains(JAVA_ARRAY));
            array |= type.startsWith("ai/djl/ndarray/ND") || (isAnything && untyped.contains(ARRAY));
            collection |= type.equals("ai/djl/ndarray/NDList") || (isAnything && untyped.contains(COLLECTION));
        }
    }

    /** Class names with slashes; {@code [} for an array, {@code *} for anything, and type variables. */
    private static List<String> types(String signature) {
        List<String> types = new ArrayList<>();
        for (Matcher type = TYPE.matcher(signature); type.find(); ) {
            types.add(type.group(1) == null ? type.group() : type.group(1));
        }
        return types;
    }

    private static boolean isUsedUp(String type) {
        return type.startsWith("java/util/stream/")
                || (type.startsWith("java/util/") && type.contains("terator"))
                || type.startsWith("java/util/Enumeration")
                || type.startsWith("java/nio/");
    }

    /**
     * Whether a collection or array contains blocks: then it holds parts of a network, and is not storage that a pass
     * writes to. Keys may be strings or integers.
     */
    private boolean holdsBlocks(String signature) {
        boolean found = false;
        for (String name : types(signature.startsWith("[") ? signature : signature.replaceFirst("^[^<]*", ""))) {
            boolean isKey = !found && (name.equals("java/lang/String") || name.equals("java/lang/Integer"));
            if (name.equals("[") || isKey) {
                continue;
            }
            if (!files.isBlock(name)) {
                return false;
            }
            found = true;
        }
        return found;
    }
}
