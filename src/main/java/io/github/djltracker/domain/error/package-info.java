/**
 * The exceptions of set-up and queries, named for what the caller can do about them.
 *
 * <p>All of them are {@link TrackingException}s and unchecked. Stores and trackers throw them; nothing of this reaches a
 * training. {@link UnavailableException} may be tried again, {@link RejectedException} may not. Uses nothing.
 */
@NullMarked
package io.github.djltracker.domain.error;

import org.jspecify.annotations.NullMarked;
