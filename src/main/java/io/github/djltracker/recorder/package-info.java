/**
 * Moves points off the training thread and turns them into the entries of a run.
 *
 * <p>{@code listener} passes a point to {@link Recorder}, which copies it to a {@code PointBuffer} and returns. A
 * separate thread for each run swaps the buffers a few times per second. Its {@code RunWriter} creates
 * {@link io.github.djltracker.domain.run.RunBatch}es from the full buffer and appends them to the run's
 * {@link io.github.djltracker.domain.run.Sink}. Memory is bounded; points that do not fit are counted in
 * {@code Losses}. Uses only {@code domain}.
 */
@NullMarked
package io.github.djltracker.recorder;

import org.jspecify.annotations.NullMarked;
