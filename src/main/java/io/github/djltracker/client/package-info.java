/**
 * A tracker behind a URL: everything in {@code domain} over HTTP, as specified by {@code http-api.md}.
 * {@link HttpStore} is the entry point, and the file to open first.
 *
 * <p>Entries of runs are sent to the tracker as lines, through {@link HttpDestination} from an {@code outbox}, or
 * directly through {@link HttpSink}. Reads go page by page through {@code client.port}. {@code client.call} makes the
 * HTTP calls. Uses {@code domain}, {@code wire} and {@code outbox}.
 */
@NullMarked
package io.github.djltracker.client;

import org.jspecify.annotations.NullMarked;
