/**
 * The logs of runs on disk, and the courier that empties them to a remote tracker.
 *
 * <p>An entry comes from {@code recorder} into {@link Outbox#append}, which makes one line of it, forces it to the run's
 * log (a {@code RunFolder} of {@code Segment}s) and returns. The {@code Courier}'s thread reads the lines again, run by
 * run (a {@code Delivery} each), and sends them to the {@link Destination}, which {@code client} and other trackers
 * implement; when a run's end has arrived, its folder goes. What is refused goes to the {@code DeadLetters}. {@code
 * outbox.md} specifies the files and says what is lost when. Uses {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.outbox;

import org.jspecify.annotations.NullMarked;
