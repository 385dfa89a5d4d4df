package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.Page;
import java.util.List;
import java.util.Optional;

/** The iterations of a model. Thread-safe. */
public interface Iterations {
    /** Adds an iteration. Several of one step are allowed. */
    Iteration create(long step);

    /** The first iteration recorded with this step, if any. */
    Optional<Iteration> get(long step);

    /** The iteration of this id, if it is among these. */
    default Optional<Iteration> read(String id) {
        return list().stream().filter(iteration -> iteration.id().equals(id)).findFirst();
    }

    /** All iterations, in the order in which they were recorded. */
    List<Iteration> list();

    /**
     * A part of the iterations, in the order of {@link #list()}.
     *
     * @throws IllegalArgumentException if {@code after} is of no page
     */
    Page<Iteration> page(IterationQuery query);

    /**
     * Removes an iteration and its modules.
     *
     * @throws NotFoundException if it is not among these iterations
     */
    void remove(Iteration iteration);

    /** Removes all, with their modules. */
    void clear();
}
