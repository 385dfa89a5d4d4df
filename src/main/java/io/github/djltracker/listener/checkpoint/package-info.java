/**
 * Notices the checkpoints that a training saves, and puts them on record.
 *
 * <p>{@link CheckpointWatch} (open it first) hears from {@code listener} of each event and looks at where the DJL model says
 * that it was saved; a thread of its own does the rest: {@code SavedFiles} finds files whose {@code SavedHeader} names the
 * run, {@code FileReading} waits until nobody writes to one and has {@code FileHash} read it, and each becomes a module of an iteration in the {@code recorder}.
 */
@NullMarked
package io.github.djltracker.listener.checkpoint;

import org.jspecify.annotations.NullMarked;
