package io.github.djltracker.structure.code;

import io.github.djltracker.structure.code.ClassFile.Member;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found of code that is to be run.
 *
 * @param reason why running it could be noticed, in words; null if it could not, but for what follows
 * @param writes fields of the block itself that it writes and does not read: owner and name, without a type. They are
 *     to be put back
 * @param reads all fields that it reads
 * @param asks whether it does something else depending on a boolean argument, such as whether a pass is one of a training
 * @param interfaces through which it calls functions that it captured: those must be harmless as well
 */
public record Harm(
        @Nullable String reason, Set<Member> writes, Set<Member> reads, boolean asks, Set<String> interfaces) {
    /** Code that is not to be run. */
    public static Harm of(String reason) {
        return new Harm(reason, Set.of(), Set.of(), false, Set.of());
    }
}
