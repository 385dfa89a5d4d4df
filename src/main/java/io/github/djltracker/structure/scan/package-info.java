/**
 * The blocks of a network, found and put in order.
 *
 * <p>{@link BlockScan} (open it first) walks from a block to its children and knows which blocks it has met before; a
 * {@link BlockNode} is one of them in its place. {@code BlockTree} calls it before anything is read. Uses {@code
 * structure.code}.
 */
@NullMarked
package io.github.djltracker.structure.scan;

import org.jspecify.annotations.NullMarked;
