package io.github.djltracker.domain.run;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The runs of a model. A run is created by appending a {@link RunStart} to a {@link Sink}. Thread-safe. */
public interface Runs {
    /** All runs, in the order in which they were started. */
    List<Run> list();

    /** The run with this id, if it exists. */
    Optional<Run> read(UUID id);

    /**
     * How runs were trained: the modules of their iterations, grouped by run, each in the order in which they were
     * recorded.
     *
     * @param only the runs; empty for all runs
     */
    List<RunModule> settings(Set<UUID> only);

    /**
     * The epochs of runs, grouped by run, ascending.
     *
     * @param only the runs; empty for all runs
     */
    List<RunEpoch> epochs(Set<UUID> only);

    /**
     * Sets annotations of a run, such as a name, tags or a star. For each field the later value wins, whichever arrives
     * first.
     *
     * @return the annotations afterwards
     * @throws NotFoundException if the model has no such run
     * @throws IllegalArgumentException if it would have more than {@value Annotations#MAX_TAGS} tags; nothing is
     *     changed
     */
    Annotations annotate(UUID id, List<Annotation> said);

    /** Like {@link #annotate(UUID, List)}. */
    default Annotations annotate(UUID id, Annotation... said) {
        return annotate(id, List.of(said));
    }

    /**
     * Deletes a run with its metrics and iterations. The model keeps its modules and its step.
     *
     * @throws NotFoundException if the model has no such run
     */
    void delete(UUID id);
}
