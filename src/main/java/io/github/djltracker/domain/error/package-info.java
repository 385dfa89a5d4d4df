/**
 * The exceptions of set-up and queries, named for what the caller can do about them.
 *
 * <p>All of them are unchecked {@link TrackingException}s. Stores and trackers throw them; they never reach a training.
 * A retry may help after {@link UnavailableException}, but not after {@link RejectedException}. Uses no other package.
 */
@NullMarked
package io.github.djltracker.domain.error;

import org.jspecify.annotations.NullMarked;
