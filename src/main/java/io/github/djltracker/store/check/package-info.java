/**
 * Checks and compacts whole stores, for {@code doctor} and {@code pack}, and joins models.
 *
 * <p>{@link StoreCheck} (open it first) reads everything and returns problems as a {@link CheckReport}.
 * {@link StorePack} compacts a file and returns a {@link PackReport}. Both report progress to a {@link StoreProgress}.
 * Called by {@code SqlStore}. Uses the other packages of {@code store}.
 */
@NullMarked
package io.github.djltracker.store.check;

import org.jspecify.annotations.NullMarked;
