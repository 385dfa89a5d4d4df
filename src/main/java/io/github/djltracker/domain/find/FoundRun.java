package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.run.Run;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that matched a query.
 *
 * @param model the id of its model
 * @param hash the hash of its model
 * @param modelName null if its model has no name
 * @param run the run itself
 * @param values the requested columns, by their names as requested: {@link Double}, {@link Boolean} or {@link String}.
 *     Values that the run lacks are absent
 */
public record FoundRun(UUID model, String hash, @Nullable String modelName, Run run, Map<String, Object> values) {
    public FoundRun {
        requireNonNull(model, "model");
        requireNonNull(hash, "hash");
        requireNonNull(run, "run");
        values = Map.copyOf(values);
    }
}
