/**
 * Statistics of parameters and their gradients, computed on the device in one pass: distributions, norms, and update
 * ratios.
 *
 * <p>Open {@link ParameterStatistics} first: a {@code Training} of {@code listener} calls it at an interval of batches.
 * No array outlives the call. Uses {@code listener.reading}, {@code recorder} and DJL's arrays.
 */
@NullMarked
package io.github.djltracker.listener.statistics;

import org.jspecify.annotations.NullMarked;
