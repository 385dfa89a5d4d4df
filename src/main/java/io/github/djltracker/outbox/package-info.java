/**
 * The logs of runs on disk, and the courier that sends them to a remote tracker. {@link Outbox} is the entry point, and
 * the file to open first.
 *
 * <p>{@code recorder} passes an entry to {@link Outbox#append}, which encodes it as a line and forces it to disk in the
 * run's folder ({@code outbox.folder}, built on the files of {@code outbox.log}). The courier of
 * {@code outbox.delivery} sends the lines to a destination and deletes what was acknowledged. {@link OutboxStatus}
 * describes the contents. {@code outbox.md} specifies the files and says what is lost when. Uses {@code domain} and
 * {@code wire}.
 */
@NullMarked
package io.github.djltracker.outbox;

import org.jspecify.annotations.NullMarked;
