/**
 * Sends logs: the courier and its deliveries.
 *
 * <p>The {@link Courier}'s thread (open it first) iterates over the {@link Runs} and sends each {@link Delivery} in
 * parts to the {@link Destination}, which {@code client} and other trackers implement. {@link Turns} says whose turn it
 * is, {@link Sharing} how many runs share a request, and {@link SharedRequest} fills one. {@link Backoff} tracks
 * whether the destination responds, {@link SetAside} what it permanently rejected. Uses {@code outbox.folder} and
 * {@code outbox.log}.
 */
@NullMarked
package io.github.djltracker.outbox.delivery;

import org.jspecify.annotations.NullMarked;
