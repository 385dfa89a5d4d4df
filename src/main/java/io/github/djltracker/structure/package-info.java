/**
 * What a network is: {@link BlockTree} turns a DJL block into the hash that names its structure and into a record for each
 * of its blocks. Open it first.
 *
 * <p>{@code structure.scan} walks the blocks; {@code FieldForm} reads the hyperparameters of DJL's own classes; {@code
 * structure.trace} sees what functions and the blocks of users compute, by letting stand-in arrays pass through them where
 * {@code structure.code} says that this does no harm; {@code structure.json} writes it all down, byte for byte as in
 * {@code src/docs/block-hash.md}. The listener hands the result to a run. These packages use {@code domain} and DJL's
 * blocks and arrays, no other library.
 */
@NullMarked
package io.github.djltracker.structure;

import org.jspecify.annotations.NullMarked;
