/**
 * The exceptions of set-up and queries, named for what the caller can do about them.
 *
 * <p>All of them are unchecked {@link TrackingException}s. Stores and trackers throw them; they never reach a training.
 * After {@link UnavailableException} a retry may help, after {@link RejectedException} not. Uses nothing.
 */
@NullMarked
package io.github.djltracker.domain.error;

import org.jspecify.annotations.NullMarked;
