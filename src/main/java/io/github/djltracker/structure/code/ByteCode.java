package io.github.djltracker.structure.code;

import io.github.djltracker.structure.json.Digest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads class files. Unlike the fields of objects, they can be read in any module, named or not. */
public final class ByteCode {
    private ByteCode() {}

    /** The class file; null if there is none, as for a lambda, a proxy, or a class generated at run time. */
    static byte @Nullable [] of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || type.isHidden() || type.isArray() ? null : of(loader, type.getName());
    }

    static byte @Nullable [] of(ClassLoader loader, String className) {
        try (InputStream in = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** SHA-256 of the class file, null if there is none. */
    public static @Nullable String digest(Class<?> type) {
        byte[] bytes = of(type);
        return bytes == null ? null : Digest.of(bytes);
    }
}
