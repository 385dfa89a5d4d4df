/**
 * Finds and orders the blocks of a network.
 *
 * <p>{@link BlockScan} (open it first) walks from a block to its children and recognises blocks that it has seen
 * before. A {@link BlockNode} is a block in its place. {@code BlockTree} runs it before anything else. Uses
 * {@code structure.code}.
 */
@NullMarked
package io.github.djltracker.structure.scan;

import org.jspecify.annotations.NullMarked;
