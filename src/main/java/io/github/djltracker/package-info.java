/**
 * The entry point: {@link io.github.djltracker.ExperimentTracker} (open it first) opens the place that a URI names and
 * wires the other packages to it.
 *
 * <p>{@code TrackerUriParser} parses the URI. A {@code Place} is what the tracker writes to and reads from: a database,
 * or a server behind an outbox. {@code CatchUp} runs before each query. A training is attached with
 * {@link io.github.djltracker.listener.TrackingListener}. Uses every package except {@code listener}, {@code server}
 * and {@code cli}.
 */
@NullMarked
package io.github.djltracker;

import org.jspecify.annotations.NullMarked;
