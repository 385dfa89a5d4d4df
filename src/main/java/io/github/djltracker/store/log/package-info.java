/**
 * The log of a run in the database: stores entries, and returns them unchanged.
 *
 * <p>{@link Appends} (open it first) writes concurrent appends in one transaction, an {@link AppendGroup}, on a thread
 * that waits for one of them, or on a thread of its own. In the group, an {@link EntryWriter} adds the next entries of
 * a run and lets {@code store.chunk} pack full pages. {@link Starts} creates the rows that a run's start needs.
 * {@link LogReader} reassembles a log from entries and chunks. {@code store.port} calls {@link Appends} and
 * {@link LogReader}. Uses {@code store.database}, {@code store.chunk}, {@code store.codec} and {@code store.session}.
 */
@NullMarked
package io.github.djltracker.store.log;

import org.jspecify.annotations.NullMarked;
