/**
 * Live changes: notifies clients of the progress of runs, with server-sent events.
 *
 * <p>{@link ChangeRoutes} registers a client as a {@link Watcher}. {@link Changes} (open it first) reads the state of
 * the watched runs, for all watchers at once, and sends what is new. Arriving entries wake it. Uses
 * {@code server.route} and {@code server.http}.
 */
@NullMarked
package io.github.djltracker.server.changes;

import org.jspecify.annotations.NullMarked;
