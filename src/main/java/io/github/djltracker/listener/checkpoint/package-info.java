/**
 * Detects the checkpoints that a training saves, and records them.
 *
 * <p>{@code listener} notifies {@link CheckpointWatch} (open it first) of each event, which then checks where the DJL
 * model was saved. A separate thread does the rest: {@code SavedFiles} finds files whose {@code SavedHeader} names the
 * run, {@code FileReading} waits until a file is completely written and lets {@code FileHash} read it, and each file is
 * passed to the {@code recorder} as a module of an iteration.
 */
@NullMarked
package io.github.djltracker.listener.checkpoint;

import org.jspecify.annotations.NullMarked;
