package io.github.djltracker.domain;

import java.time.Instant;
import java.util.OptionalInt;

/** One training batch: the step it was, and the modules that say how it was trained. Thread-safe. */
public interface Iteration {
    /** Its identity within its tracker. */
    String id();

    long step();

    /** The epoch in which the batch was, from 1; none where the iteration was created by hand. */
    OptionalInt epoch();

    /** When the batch was recorded, to the millisecond. */
    Instant time();

    /** How this batch was trained: optimizer, loss, data. A batch that changed nothing has none of its own. */
    Modules modules();
}
