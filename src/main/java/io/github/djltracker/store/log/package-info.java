/**
 * The log of a run in the database: entries are taken in here, and given out again as they came.
 *
 * <p>{@link Appends} (open it first) writes what waits at the same moment in one transaction, an {@link AppendGroup}, in which
 * an {@link EntryWriter} adds the next entries of a run and has {@code store.chunk} pack what has become enough; {@link
 * Starts} makes the rows that a run's start names. {@link LogReader} puts a log together again from wherever its parts are.
 * {@code store.port} calls both. Uses {@code store.database}, {@code store.chunk}, {@code store.codec} and {@code
 * store.session}.
 */
@NullMarked
package io.github.djltracker.store.log;

import org.jspecify.annotations.NullMarked;
