package io.github.djltracker.structure.code;

import io.github.djltracker.structure.code.ClassFile.Member;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether user-defined code can be run once more without side effects: it writes no field, changes no
 * existing array or collection, draws no random number, and only calls code that does none of this. The decision is
 * based on class files alone, so that it is the same on every JVM, on the class path and on the module path. What
 * cannot be determined counts as harm. Not thread-safe.
 */
public final class Harmless {
    static final String FORWARD = "(Lai/djl/training/ParameterStore;Lai/djl/ndarray/NDList;Z"
            + "Lai/djl/util/PairList;)Lai/djl/ndarray/NDList;";

    private static final String TRAINING_PASS = "(Lai/djl/training/ParameterStore;Lai/djl/ndarray/NDList;Z";
    private static final String PASS_END = ")Lai/djl/ndarray/NDList;";

    private final ClassFiles files;

    public Harmless(ClassLoader loader) {
        this.files = new ClassFiles(loader);
    }

    /** The class file of a class by its name with slashes, null if there is none. */
    @Nullable
    public ClassFile file(String name) {
        return files.file(name);
    }

    /**
     * Why running a block's forward pass could have side effects.
     *
     * @param held the classes of the objects that it holds, by their names with slashes: a call that names one of
     *     their superclasses or interfaces may reach them
     */
    public Harm harmOfForward(Class<?> block, Set<String> held) {
        String name = block.getName().replace('.', '/');
        return new CallWalk(files, name, true, Set.of(), held)
                .run(List.of(
                        new Member(name, "forward", TRAINING_PASS + PASS_END),
                        new Member(name, "forward", TRAINING_PASS + "Lai/djl/util/PairList;" + PASS_END),
                        new Member(name, "forwardInternal", FORWARD)));
    }

    /**
     * Why calling a method could have side effects, given the types of the values that it captured and the classes of
     * the objects that it holds.
     */
    public Harm harm(Member entry, Collection<String> captured, Set<String> held) {
        return new CallWalk(files, entry.owner(), false, captured, held).run(List.of(entry));
    }
}
