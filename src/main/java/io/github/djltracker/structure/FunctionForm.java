package io.github.djltracker.structure;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a function of a block is known by. Not thread-safe. */
final class FunctionForm {
    Map<String, @Nullable Object> of(Function<?, ?> function, BlockNode node) {
        node.notes.add("function " + ClassNames.of(function.getClass()) + " was not traced");
        return Map.of("opaque", ClassNames.of(function.getClass()));
    }
}
