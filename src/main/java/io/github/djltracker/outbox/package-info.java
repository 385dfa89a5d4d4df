/**
 * The logs of runs on disk, and the courier that empties them to a remote tracker. {@link Outbox} is the way in, and the
 * file to open first.
 *
 * <p>An entry comes from {@code recorder} into {@link Outbox#append}, which makes one line of it and forces it to the
 * run's folder ({@code outbox.folder}, made of the files of {@code outbox.log}). The courier of {@code outbox.delivery}
 * sends the lines to a destination and deletes what was acknowledged. {@link OutboxStatus} says what is there. {@code
 * outbox.md} specifies the files and says what is lost when. Uses {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.outbox;

import org.jspecify.annotations.NullMarked;
