package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.run.Run;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that was found.
 *
 * @param model the id of its model
 * @param hash the hash of its model
 * @param modelName null where its model has no name
 * @param run the run itself
 * @param values of the columns that were asked for, by their names as they were written: {@link Double}, {@link Boolean} or
 *     {@link String}. Those that the run does not have are missing
 */
public record FoundRun(UUID model, String hash, @Nullable String modelName, Run run, Map<String, Object> values) {
    public FoundRun {
        requireNonNull(model, "model");
        requireNonNull(hash, "hash");
        requireNonNull(run, "run");
        values = Map.copyOf(values);
    }
}
