package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.Page;
import java.util.List;
import java.util.Optional;

/** The iterations of a model. Thread-safe. */
public interface Iterations {
    /** Adds an iteration. Several iterations may have the same step. */
    Iteration create(long step);

    /** The first iteration recorded with this step, if any. */
    Optional<Iteration> get(long step);

    /** The iteration with this id, if it is one of these. */
    default Optional<Iteration> read(String id) {
        return list().stream().filter(iteration -> iteration.id().equals(id)).findFirst();
    }

    /** All iterations, in the order in which they were recorded. */
    List<Iteration> list();

    /**
     * A page of the iterations, in the order of {@link #list()}.
     *
     * @throws IllegalArgumentException if {@code after} is invalid
     */
    Page<Iteration> page(IterationQuery query);

    /**
     * Removes an iteration and its modules.
     *
     * @throws NotFoundException if it is not one of these iterations
     */
    void remove(Iteration iteration);

    /** Removes all iterations, with their modules. */
    void clear();
}
