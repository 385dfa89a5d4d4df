/**
 * Chunks: rows of packed points of one series.
 *
 * <p>{@link Packer} (open it first) moves the points of a run that {@link UnpackedPoints} finds in its entries into {@link
 * Chunk}s and deletes those entries, in one transaction; {@link Removal} takes single points out again. {@code store.log}
 * calls the packer as entries come in, {@code store.curve} reads the chunks. Uses {@code store.codec} and {@code
 * store.session}.
 */
@NullMarked
package io.github.djltracker.store.chunk;

import org.jspecify.annotations.NullMarked;
