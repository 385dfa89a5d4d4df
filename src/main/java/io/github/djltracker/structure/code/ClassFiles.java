package io.github.djltracker.structure.code;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The class files that a loader finds, each read once. Not thread-safe. */
final class ClassFiles {
    private final ClassLoader loader;
    private final Map<String, Optional<ClassFile>> files = new HashMap<>();

    ClassFiles(ClassLoader loader) {
        this.loader = loader;
    }

    /** The class file of a class by its name with slashes, null if there is none. */
    @Nullable
    ClassFile file(String name) {
        return files.computeIfAbsent(name, key -> {
                    byte[] bytes = ByteCode.of(loader, key.replace('/', '.'));
                    return Optional.ofNullable(bytes == null ? null : ClassFile.read(bytes));
                })
                .orElse(null);
    }

    /** Whether a class is the same as another, or extends it. */
    boolean isBelow(String name, String ancestor) {
        String type = name;
        while (type != null && !type.startsWith("java/")) {
            if (type.equals(ancestor)) {
                return true;
            }
            type = superName(type);
        }
        return false;
    }

    /** Whether a class is the same as a type, or extends or implements it. */
    boolean isA(String name, String type) {
        if (name.equals(type)) {
            return true;
        }
        ClassFile file = file(name);
        if (file == null) {
            return false;
        }
        String above = file.superName();
        return (above != null && isA(above, type)) || file.interfaces().stream().anyMatch(one -> isA(one, type));
    }

    /** Whether a class is one of DJL's blocks, or extends one. */
    boolean isBlock(String name) {
        String type = name;
        while (type != null && !type.startsWith("java/")) {
            if (type.startsWith("ai/djl/nn/")) {
                return true;
            }
            type = superName(type);
        }
        return false;
    }

    private @Nullable String superName(String type) {
        ClassFile file = file(type);
        return file == null ? null : file.superName();
    }
}
