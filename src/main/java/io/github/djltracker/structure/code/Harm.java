package io.github.djltracker.structure.code;

import io.github.djltracker.structure.code.ClassFile.Member;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of analysing code before it is run.
 *
 * @param reason why running it could have side effects, as text; null if it has none, except for those below
 * @param writes fields of the block itself that it writes and does not read: owner and name, without a type. They
 *     must be restored afterwards
 * @param reads all fields that it reads
 * @param asks whether it branches on a boolean argument, such as whether a pass is part of a training
 * @param interfaces through which it calls functions that it captured; these must be harmless, too
 */
public record Harm(
        @Nullable String reason, Set<Member> writes, Set<Member> reads, boolean asks, Set<String> interfaces) {
    /** Code that must not be run. */
    public static Harm of(String reason) {
        return new Harm(reason, Set.of(), Set.of(), false, Set.of());
    }
}
