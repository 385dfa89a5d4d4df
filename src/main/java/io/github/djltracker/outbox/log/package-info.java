/**
 * A log as files: lines that are forced to disk, in segments.
 *
 * <p>{@link LogTail} writes the last {@link Segment}, {@link LogCursor} (open it first) reads the lines again piece by
 * piece, and {@link Extent} is what there is to read at one moment. After a crash {@link Recovery} cuts a torn tail, and
 * {@link Mending} copies a damaged file. Every write goes through {@link Disk} and counts against {@link Space}. Uses no
 * other package of {@code outbox}.
 */
@NullMarked
package io.github.djltracker.outbox.log;

import org.jspecify.annotations.NullMarked;
