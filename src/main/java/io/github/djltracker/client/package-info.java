/**
 * A tracker behind a URL: everything of {@code domain} over HTTP, as {@code http-api.md} specifies it, and the only
 * package with OkHttp.
 *
 * <p>{@link HttpStore} is the way in. Entries of runs go to the tracker line by line as they are, through {@link
 * HttpDestination} from an {@code outbox}, or directly; what is read comes back page by page. {@code HttpCalls} is the
 * plumbing, {@code TrackerApi} knows the forms, and {@code Refusals} turns what went wrong into exceptions. Uses {@code
 * domain}, {@code wire} and {@code outbox}.
 */
@NullMarked
package io.github.djltracker.client;

import org.jspecify.annotations.NullMarked;
