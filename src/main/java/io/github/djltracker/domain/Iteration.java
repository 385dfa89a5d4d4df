package io.github.djltracker.domain;

import java.time.Instant;
import java.util.OptionalInt;

/** One training batch: its step, and the modules that describe how it was trained. Thread-safe. */
public interface Iteration {
    /** The id, unique within its tracker. */
    String id();

    long step();

    /** The epoch of the batch, from 1; empty if the iteration was created manually. */
    OptionalInt epoch();

    /** When the batch was recorded, to the millisecond. */
    Instant time();

    /** How this batch was trained: optimizer, loss, data. Empty if nothing changed at this batch. */
    Modules modules();
}
