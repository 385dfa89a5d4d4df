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

/** All experiments of a tracker. Names are unique. Thread-safe. */
public interface Experiments {
    /**
     * Creates an experiment.
     *
     * @throws AlreadyExistsException if there is one with this name
     */
    Experiment create(String name);

    /** The experiment with this name, if it exists. */
    Optional<Experiment> read(String name);

    /**
     * Renames an experiment.
     *
     * @throws NotFoundException if it does not exist
     * @throws AlreadyExistsException if another experiment has the name
     */
    Experiment update(UUID id, String name);

    /**
     * Deletes an experiment with all its models and everything that belongs to them.
     *
     * @throws NotFoundException if it does not exist
     */
    void delete(UUID id);

    /** All experiments, in the order in which they were created. */
    List<Experiment> list();

    /**
     * A page of the experiments, in the order of {@link #list()}, each with a summary.
     *
     * @throws IllegalArgumentException if {@code after} is invalid
     */
    Page<Summary> summaries(PageQuery query);

    /**
     * A summary of an experiment.
     *
     * @param name its current name
     * @param models the number of models
     * @param runs the number of runs for each status that occurs
     * @param active when the last entry of its runs arrived, by the clock of the store; null if it has no run
     * @param annotations its annotations
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
