package io.github.djltracker.structure.held;

import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.structure.code.ClassNames;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Which passes a block's class has code of its own for, other than DJL's. */
public final class PassMethods {
    private PassMethods() {}

    /** Whether the class has a forward pass that DJL's classes and fields do not tell. */
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

    /** Whether the class does something of its own with the labels that it is given in training. */
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
