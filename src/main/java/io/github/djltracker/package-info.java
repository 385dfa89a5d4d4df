/**
 * The front door: {@link io.github.djltracker.ExperimentTracker} (open it first) opens the place that a URI names and wires
 * the other packages to it.
 *
 * <p>{@code TrackerUriParser} reads the URI, and a {@code Place} is what stands behind it: a database, or a server with an
 * outbox before it. {@code CatchUp} comes before each query. A training is attached with {@link
 * io.github.djltracker.listener.TrackingListener}. Uses every package but {@code listener}, {@code server} and {@code cli}.
 */
@NullMarked
package io.github.djltracker;

import org.jspecify.annotations.NullMarked;
