/**
 * Takes points off the training thread and turns them into the entries of a run.
 *
 * <p>A point comes from {@code listener} into {@link Recorder}, which copies it into a {@code PointBuffer} and returns.
 * A thread of the run's own swaps the buffers a few times a second; its {@code RunWriter} makes {@link
 * io.github.djltracker.domain.run.RunBatch}es of the full one and appends them to the run's {@link
 * io.github.djltracker.domain.run.Sink}. Memory is bounded; what does not fit is counted in {@code Losses}. Uses {@code
 * domain} alone.
 */
@NullMarked
package io.github.djltracker.recorder;

import org.jspecify.annotations.NullMarked;
