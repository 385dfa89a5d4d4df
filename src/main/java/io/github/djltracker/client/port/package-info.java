/**
 * The ports of {@code domain} over HTTP, one class a port.
 *
 * <p>Open {@link HttpModel} first; the others are named likewise. A query becomes a call of {@code client.call}, and its
 * answer, page by page, values of {@code domain}. Handed out by {@code HttpStore}. Uses {@code client.call}.
 */
@NullMarked
package io.github.djltracker.client.port;

import org.jspecify.annotations.NullMarked;
