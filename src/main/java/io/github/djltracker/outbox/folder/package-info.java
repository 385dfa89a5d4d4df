/**
 * The folder of a run: its log, its lock, and its dead letters.
 *
 * <p>{@link RunFolder} (open it first) belongs to the process that holds its {@link RunLock}. {@code Outbox} appends
 * entries, and {@code outbox.delivery} reads them. {@link DeadLetters} stores entries that cannot be sent.
 * {@link Removal} deletes a folder in an order that tolerates a crash. Uses {@code outbox.log}.
 */
@NullMarked
package io.github.djltracker.outbox.folder;

import org.jspecify.annotations.NullMarked;
