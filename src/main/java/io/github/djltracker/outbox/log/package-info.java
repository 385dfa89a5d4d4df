/**
 * A log as files: lines that are forced to disk, in segments.
 *
 * <p>{@link LogTail} writes the last {@link Segment}, {@link LogCursor} (open it first) reads the lines in parts, and
 * {@link Extent} describes what can be read at one point in time. After a crash, {@link Recovery} cuts off an
 * incomplete last line, and {@link Mending} repairs a copy of a damaged file. Every write goes through {@link Disk} and
 * counts towards {@link Space}. Uses no other package of {@code outbox}.
 */
@NullMarked
package io.github.djltracker.outbox.log;

import org.jspecify.annotations.NullMarked;
