/**
 * The canonical JSON of a tree and its digest.
 *
 * <p>{@link CanonicalJson} (open it first) writes the same value as the same bytes on every machine; {@link Digest} makes
 * the hash of them. Uses nothing.
 */
@NullMarked
package io.github.djltracker.structure.json;

import org.jspecify.annotations.NullMarked;
