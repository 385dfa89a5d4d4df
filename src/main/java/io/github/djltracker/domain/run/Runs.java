package io.github.djltracker.domain.run;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The runs of a model. They are made by appending a {@link RunStart} to a {@link Sink}. Thread-safe. */
public interface Runs {
    /** All runs, in the order in which they were started. */
    List<Run> list();

    /** The run of this id, if any. */
    Optional<Run> read(UUID id);

    /**
     * How runs were trained: the modules of their iterations, run by run, each in the order in which they were recorded.
     *
     * @param only of these runs; of all if it is empty
     */
    List<RunModule> settings(Set<UUID> only);

    /**
     * The epochs of runs, run by run, ascending.
     *
     * @param only of these runs; of all if it is empty
     */
    List<RunEpoch> epochs(Set<UUID> only);

    /**
     * Says something about a run: gives it a name, tags it, stars it. Of each field the later counts, whichever arrives first.
     *
     * @return all that is said about it
     * @throws NotFoundException if the model has no such run
     * @throws IllegalArgumentException if it has more tags then than {@value Annotations#MAX_TAGS}; nothing is changed
     */
    Annotations annotate(UUID id, List<Annotation> said);

    /** As {@link #annotate(UUID, List)}. */
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
