package io.github.djltracker.structure.held;

import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.structure.code.ClassNames;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Determines which forward passes a block's class implements itself, instead of inheriting DJL's. */
public final class PassMethods {
    private PassMethods() {}

    /** Whether the class has its own forward pass, which DJL's classes and fields do not describe. */
    public static boolean areOwn(Class<?> block) {
        return !ClassNames.isDjl(block)
                && (isFromScratch(block)
                        || declares(
                                block,
                                "forwardInternal",
                                ParameterStore.class,
                                NDList.class,
                                boolean.class,
                                PairList.class)
                        || declares(block, "forward", ParameterStore.class, NDList.class, boolean.class, PairList.class)
                        || declares(block, "forward", ParameterStore.class, NDList.class, boolean.class));
    }

    /** Whether the class overrides the forward pass that is given the labels in training. */
    public static boolean takeLabels(Class<?> block) {
        return declares(block, "forwardInternal", ParameterStore.class, NDList.class, NDList.class, PairList.class)
                || declares(block, "forward", ParameterStore.class, NDList.class, NDList.class, PairList.class);
    }

    private static boolean isFromScratch(Class<?> block) {
        Class<?> type = block;
        while (type != null && !ClassNames.isDjl(type)) {
            type = type.getSuperclass();
        }
        return type == null;
    }

    private static boolean declares(Class<?> block, String name, Class<?>... arguments) {
        for (Class<?> type = block; type != null && !ClassNames.isDjl(type); type = type.getSuperclass()) {
            Method method = declared(type, name, arguments);
            if (method != null) {
                return !Modifier.isAbstract(method.getModifiers());
            }
        }
        return false;
    }

    private static @Nullable Method declared(Class<?> type, String name, Class<?>... arguments) {
        try {
            return type.getDeclaredMethod(name, arguments);
        } catch (NoSuchMethodException | LinkageError e) {
            return null;
        }
    }
}
