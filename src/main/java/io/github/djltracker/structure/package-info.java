/**
 * The structure of networks: {@link BlockTree} converts a DJL block to the hash that identifies its structure and to a
 * record for each of its blocks. Open it first.
 *
 * <p>{@code structure.scan} walks the blocks. {@code FieldForm} reads the hyperparameters of DJL's own classes.
 * {@code structure.trace} records what functions and user-defined blocks compute, by passing placeholder arrays through
 * them if {@code structure.code} has shown that this has no side effects. {@code structure.json} serialises the result,
 * as specified in {@code src/docs/block-hash-format.md}. The listener passes it to a run. These packages use
 * {@code domain} and DJL's blocks and arrays, no other library.
 */
@NullMarked
package io.github.djltracker.structure;

import org.jspecify.annotations.NullMarked;
