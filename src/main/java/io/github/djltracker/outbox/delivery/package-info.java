/**
 * What is in flight: the courier and its deliveries.
 *
 * <p>The {@link Courier}'s thread (open it first) goes through the {@link Runs} and sends each {@link Delivery} piece by
 * piece to the {@link Destination}, which {@code client} and other trackers implement. {@link Backoff} knows whether the
 * destination answers, {@link SetAside} what was refused for good. Uses {@code outbox.folder} and {@code outbox.log}.
 */
@NullMarked
package io.github.djltracker.outbox.delivery;

import org.jspecify.annotations.NullMarked;
