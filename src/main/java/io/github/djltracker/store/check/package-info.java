/**
 * Verifying and compacting a whole store, for {@code doctor} and {@code pack}.
 *
 * <p>{@link StoreCheck} (open it first) reads everything and reports what is wrong as a {@link CheckReport}; {@link
 * StorePack} makes a file small and answers with a {@link PackReport}. Both tell a {@link StoreProgress} how far they are.
 * Called by {@code SqlStore}. Uses the other packages of {@code store}.
 */
@NullMarked
package io.github.djltracker.store.check;

import org.jspecify.annotations.NullMarked;
