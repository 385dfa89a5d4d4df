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
 * The models of one experiment, and the sink into which runs of the experiment are recorded. A hash is there once.
 * Thread-safe.
 */
public interface Models extends Sink {
    /** The name of the experiment. */
    String experiment();

    /**
     * Creates a model without a name.
     *
     * @throws AlreadyExistsException if the experiment has a model of this hash
     */
    Model create(String hash);

    /**
     * Creates a model with a name.
     *
     * @throws AlreadyExistsException if the experiment has a model of this hash
     */
    Model create(String hash, String name);

    /**
     * Creates a model with a name and a description.
     *
     * @throws AlreadyExistsException if the experiment has a model of this hash
     */
    Model create(String hash, String name, String description);

    /** The model of this hash, if any. */
    Optional<Model> read(String hash);

    /**
     * Renames a model, as an annotation of its name does.
     *
     * @throws NotFoundException if the experiment has no model of this hash
     */
    Model update(String hash, String name);

    /**
     * Gives a model another name and description.
     *
     * @throws NotFoundException if the experiment has no model of this hash
     */
    Model update(String hash, String name, String description);

    /**
     * Deletes a model and all that it owns.
     *
     * @throws NotFoundException if the experiment has no such model
     */
    void delete(UUID id);

    /** All models, in the order in which they were created. */
    List<Model> list();

    /**
     * A part of the models, in the order of {@link #list()}, and what is in each. Of models with very many runs or series
     * a page has fewer than were asked for.
     *
     * @throws IllegalArgumentException if {@code after} is of no page
     */
    Page<Summary> summaries(PageQuery query);

    /**
     * What is in a model, as it was at one moment.
     *
     * @param model to ask for more
     * @param runs how many of each status that any of them has
     * @param active when the last entry of one of its runs arrived, by the clock of whatever holds it; null if it has no
     *     run
     * @param series its metrics in numbers, one for each name and phase over all runs and what was logged by hand, by
     *     name, then phase, without phase first. The last value is that of the run started last among those that have
     *     any, and of what was logged by hand where none has.
     * @param annotations what people say about it
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
