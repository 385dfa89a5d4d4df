/**
 * The two databases: opening them, their dialects, and their schema.
 *
 * <p>{@link Database} (open it first) runs a piece of work as one transaction on a {@link
 * io.github.djltracker.store.session.Session}. What differs between SQLite and PostgreSQL is in a {@link Dialect} and its
 * sessions; {@link Migrations} applies the numbered files beside this package. A URL comes in, transactions go out. Uses
 * {@code store.session} and {@code store.codec}.
 */
@NullMarked
package io.github.djltracker.store.database;

import org.jspecify.annotations.NullMarked;
