/**
 * The database: everything in {@code domain}, stored in SQLite or PostgreSQL. {@link SqlStore} is the entry point, and
 * the file to open first.
 *
 * <p>Entries of runs arrive through {@code store.port}, and {@code store.log} stores them unchanged. Once they fill
 * pages, {@code store.chunk} packs them into chunks, with one column per property, in the format of
 * {@code store.codec}, which {@code chunk-format.md} specifies. {@code store.curve} reads entries and chunks together.
 * All SQL runs on the connections of {@code store.session}, which {@code store.database} opens and migrates to the
 * current schema. {@code store.find} searches runs, and {@code store.check} checks and compacts a file. Only these
 * packages use SQL. They use {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.store;

import org.jspecify.annotations.NullMarked;
