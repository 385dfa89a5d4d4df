package io.github.djltracker.domain.run;

/**
 * One entry of a run's log. The first is a {@link RunStart}, followed by any number of {@link RunBatch}es; the last is
 * a {@link RunEnd}. An entry never changes.
 */
public sealed interface RunEntry permits RunStart, RunBatch, RunEnd {
    /** Its sequence number within the run, from 0, without gaps. */
    long sequence();
}
