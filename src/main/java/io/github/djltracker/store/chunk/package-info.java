/**
 * Chunks: rows with the packed points of one series.
 *
 * <p>{@link Packer} (open it first) moves the points of a run that {@link UnpackedPoints} finds in its entries to
 * {@link Chunk}s and deletes those entries, in one transaction. {@link Removal} removes single points.
 * {@code store.log} calls the packer when entries arrive, and {@code store.curve} reads the chunks. Uses
 * {@code store.codec} and {@code store.session}.
 */
@NullMarked
package io.github.djltracker.store.chunk;

import org.jspecify.annotations.NullMarked;
