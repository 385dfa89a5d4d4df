/**
 * Reads points: curves, pages of metrics, summaries of series.
 *
 * <p>{@link CurveReader} (open it first) builds a curve from the statistics of chunks, and only decodes chunks that
 * span several buckets. {@link PointReader} lists points in the order in which they were recorded. Both combine packed
 * points with unpacked ones through {@link RunPoints}. Called by {@code store.port}. Uses {@code store.chunk},
 * {@code store.codec} and {@code store.session}.
 */
@NullMarked
package io.github.djltracker.store.curve;

import org.jspecify.annotations.NullMarked;
