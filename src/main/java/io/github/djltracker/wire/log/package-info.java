/**
 * The JSON format of a run's log, one entry per line, as specified by {@code run-log.md}.
 *
 * <p>{@link RunLogJson} (open it first) converts entries to lines for {@code outbox}, {@code client} and exports, and
 * back. {@link RunLogLine} collects the fields of one line. {@link RunHead} names the run in bodies with lines of
 * several runs. Uses {@code wire.json} and {@code domain}.
 */
@NullMarked
package io.github.djltracker.wire.log;

import org.jspecify.annotations.NullMarked;
