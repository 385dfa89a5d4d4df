/**
 * A run's folder: its log, its lock, and what was set aside from it.
 *
 * <p>{@link RunFolder} (open it first) belongs to the one process that holds its {@link RunLock}; entries come in from
 * {@code Outbox}, and {@code outbox.delivery} reads them. {@link DeadLetters} keeps what cannot be sent, {@link Removal}
 * takes a folder away in an order that a crash may cut short. Uses {@code outbox.log}.
 */
@NullMarked
package io.github.djltracker.outbox.folder;

import org.jspecify.annotations.NullMarked;
