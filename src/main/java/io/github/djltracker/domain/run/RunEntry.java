package io.github.djltracker.domain.run;

/**
 * One entry of a run's log. The first is a {@link RunStart}, then come any number of {@link RunBatch}es, and a {@link
 * RunEnd} is the last. An entry never changes.
 */
public sealed interface RunEntry permits RunStart, RunBatch, RunEnd {
    /** Its number within the run, from 0, without gaps. */
    long sequence();
}
