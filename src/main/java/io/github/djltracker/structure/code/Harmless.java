package io.github.djltracker.structure.code;

import io.github.djltracker.structure.code.ClassFile.Member;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether code of users can be run once more without anyone noticing: it writes no field, changes no array or collection that was there
 * before, draws no random number, and calls only what does none of that either. Told from class files alone, so that
 * the answer is the same on every JVM, on class path and module path. What cannot be told counts as harm. Not
 * thread-safe.
 */
public final class Harmless {
    static final String FORWARD = "(Lai/djl/training/ParameterStore;Lai/djl/ndarray/NDList;Z"
            + "Lai/djl/util/PairList;)Lai/djl/ndarray/NDList;";

    private final ClassFiles files;

    public Harmless(ClassLoader loader) {
        this.files = new ClassFiles(loader);
    }

    /** The class file of a class by its name with slashes, null if there is none. */
    @Nullable
    public ClassFile file(String name) {
        return files.file(name);
    }

    /** Why running a block's forward could be noticed. */
    public Harm harmOfForward(Class<?> block) {
        String name = block.getName().replace('.', '/');
        return new CallWalk(files, name, true, Set.of()).run(new Member(name, "forwardInternal", FORWARD));
    }

    /** Why calling a method could be noticed. */
    public Harm harm(Member entry, Collection<String> captured) {
        return new CallWalk(files, entry.owner(), false, captured).run(entry);
    }
}
