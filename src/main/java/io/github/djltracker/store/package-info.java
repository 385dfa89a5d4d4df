/**
 * The database: everything of {@code domain} kept in SQLite or PostgreSQL. {@link SqlStore} is the way in, and the file to
 * open first.
 *
 * <p>Entries of runs come in through {@code store.port} and are kept as they came by {@code store.log}; as soon as they
 * fill pages, {@code store.chunk} packs them into chunks, a column per property, in the form of {@code store.codec} that
 * {@code chunk-format.md} specifies. {@code store.curve} reads entries and chunks as one. All SQL runs on the connections
 * of {@code store.session}, which {@code store.database} opens and brings to the current schema; {@code store.check}
 * verifies and compacts a file. These are the only packages with SQL. They use {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.store;

import org.jspecify.annotations.NullMarked;
