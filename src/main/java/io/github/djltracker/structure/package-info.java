/**
 * What a network is: {@link BlockTree} turns a DJL block into the hash that names its structure and into a record for
 * each of its blocks.
 *
 * <p>{@code BlockScan} walks the blocks; {@code FieldForm} reads the hyperparameters of DJL's own classes; {@code
 * FunctionForm} and {@code BlockTrace} see what functions and the blocks of users compute, by letting a {@code Tracer}'s
 * stand-in arrays pass through them where {@code Harmless} says that this does no harm; {@code CanonicalJson} writes it all down, byte
 * for byte as in src/docs/block-hash.md. The listener hands the result to a run. This package uses domain and DJL's
 * blocks and arrays, no other library.
 */
@NullMarked
package io.github.djltracker.structure;

import org.jspecify.annotations.NullMarked;
