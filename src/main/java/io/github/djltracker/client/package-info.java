/**
 * A tracker behind a URL: everything of {@code domain} over HTTP, as {@code http-api.md} specifies it. {@link HttpStore}
 * is the way in, and the file to open first.
 *
 * <p>Entries of runs go to the tracker line by line as they are, through {@link HttpDestination} from an {@code outbox},
 * or directly through {@link HttpSink}; what is read comes back page by page through {@code client.port}. {@code
 * client.call} has the plumbing. Uses {@code domain}, {@code wire} and {@code outbox}.
 */
@NullMarked
package io.github.djltracker.client;

import org.jspecify.annotations.NullMarked;
