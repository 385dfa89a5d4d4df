/**
 * The two databases: connections, dialects, and schema.
 *
 * <p>{@link Database} (open it first) runs work as one transaction on a
 * {@link io.github.djltracker.store.session.Session}. The differences between SQLite and PostgreSQL are in a
 * {@link Dialect} and its sessions. {@link Migrations} applies the numbered SQL files of this package. Uses
 * {@code store.session} and {@code store.codec}.
 */
@NullMarked
package io.github.djltracker.store.database;

import org.jspecify.annotations.NullMarked;
