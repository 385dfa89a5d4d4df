/**
 * Canonical JSON and its digest.
 *
 * <p>{@link CanonicalJson} (open it first) writes equal values as equal bytes on every machine; {@link Digest} hashes
 * them. Uses nothing.
 */
@NullMarked
package io.github.djltracker.structure.json;

import org.jspecify.annotations.NullMarked;
