/**
 * Reading points back: curves, pages of metrics, sums over series.
 *
 * <p>{@link CurveReader} (open it first) draws a curve from the statistics of chunks and decodes only those that a bucket
 * cuts; {@link PointReader} lists points in the order in which they were recorded. Both see packed points and those that
 * still wait in entries as one, through {@link RunPoints}. {@code store.port} asks. Uses {@code store.chunk}, {@code
 * store.codec} and {@code store.session}.
 */
@NullMarked
package io.github.djltracker.store.curve;

import org.jspecify.annotations.NullMarked;
