package io.github.djltracker.domain;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All experiments of a tracker. A name is there once. Thread-safe. */
public interface Experiments {
    /**
     * Creates an experiment.
     *
     * @throws AlreadyExistsException if there is one of this name
     */
    Experiment create(String name);

    /** The experiment of this name, if any. */
    Optional<Experiment> read(String name);

    /**
     * Renames an experiment.
     *
     * @throws NotFoundException if it is not there
     * @throws AlreadyExistsException if another one has the name
     */
    Experiment update(UUID id, String name);

    /**
     * Deletes an experiment with all its models and all that they own.
     *
     * @throws NotFoundException if it is not there
     */
    void delete(UUID id);

    /** All experiments, in the order in which they were created. */
    List<Experiment> list();

    /**
     * A part of the experiments, in the order of {@link #list()}, and what is in each.
     *
     * @throws IllegalArgumentException if {@code after} is of no page
     */
    Page<Summary> summaries(PageQuery query);

    /**
     * What is in an experiment.
     *
     * @param name its name of now
     * @param models how many
     * @param runs how many of each status that any of them has
     * @param active when the last entry of one of its runs arrived, by the clock of whatever holds it; null if it has no
     *     run
     * @param annotations what people say about it
     */
    record Summary(
            UUID id,
            String name,
            long models,
            Map<RunStatus, Long> runs,
            @Nullable Instant active,
            Annotations annotations) {
        public Summary {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            runs = Map.copyOf(runs);
            requireNonNull(annotations, "annotations");
        }
    }
}
