/**
 * The JSON form of a run's log, one entry a line, as {@code run-log.md} specifies it.
 *
 * <p>{@link RunLogJson} (open it first) turns entries into lines for {@code outbox}, {@code client} and exports, and lines
 * into entries again; {@link RunLogLine} collects the fields of one line. Uses {@code wire.json} and {@code domain}.
 */
@NullMarked
package io.github.djltracker.wire.log;

import org.jspecify.annotations.NullMarked;
