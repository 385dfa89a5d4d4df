/**
 * Live changes: telling clients how runs go on, as server-sent events.
 *
 * <p>{@link ChangeRoutes} takes a client in as a {@link Watcher}; {@link Changes} (open it first) reads how the watched
 * runs stand, for all watchers at once, and sends what is new. Entries that arrive wake it. Uses {@code server.route} and
 * {@code server.http}.
 */
@NullMarked
package io.github.djltracker.server.changes;

import org.jspecify.annotations.NullMarked;
