package io.github.djltracker.domain;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The models of one experiment, and the sink to which runs of the experiment are recorded. Hashes are unique.
 * Thread-safe.
 */
public interface Models extends Sink {
    /** The name of the experiment. */
    String experiment();

    /**
     * Creates a model without a name.
     *
     * @throws AlreadyExistsException if the experiment has a model with this hash
     */
    Model create(String hash);

    /**
     * Creates a model with a name.
     *
     * @throws AlreadyExistsException if the experiment has a model with this hash
     */
    Model create(String hash, String name);

    /**
     * Creates a model with a name and a description.
     *
     * @throws AlreadyExistsException if the experiment has a model with this hash
     */
    Model create(String hash, String name, String description);

    /** The model with this hash, if it exists. */
    Optional<Model> read(String hash);

    /**
     * Renames a model, by setting its name annotation.
     *
     * @throws NotFoundException if the experiment has no model with this hash
     */
    Model update(String hash, String name);

    /**
     * Changes the name and description of a model.
     *
     * @throws NotFoundException if the experiment has no model with this hash
     */
    Model update(String hash, String name, String description);

    /**
     * Deletes a model and everything that belongs to it.
     *
     * @throws NotFoundException if the experiment has no such model
     */
    void delete(UUID id);

    /** All models, in the order in which they were created. */
    List<Model> list();

    /**
     * A page of the models, in the order of {@link #list()}, each with a summary. If models have very many runs or
     * series, a page may have fewer items than requested.
     *
     * @throws IllegalArgumentException if {@code after} is invalid
     */
    Page<Summary> summaries(PageQuery query);

    /**
     * A summary of a model, consistent at one point in time.
     *
     * @param model for further queries
     * @param runs the number of runs for each status that occurs
     * @param active when the last entry of its runs arrived, by the clock of the store; null if it has no run
     * @param series summaries of its metrics, one for each name and phase over all runs and manually logged metrics,
     *     sorted by name, then phase, with those without a phase first. The last value is that of the run started last
     *     among those that have one, or else of the manually logged metrics
     * @param annotations its annotations
     */
    record Summary(
            Model model,
            @Nullable String name,
            @Nullable String description,
            long step,
            Map<RunStatus, Long> runs,
            @Nullable Instant active,
            List<Series> series,
            Annotations annotations) {
        public Summary {
            requireNonNull(model, "model");
            runs = Map.copyOf(runs);
            series = List.copyOf(series);
            requireNonNull(annotations, "annotations");
        }
    }
}
