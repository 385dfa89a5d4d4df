/**
 * The ports of {@code domain} over HTTP, one class per port.
 *
 * <p>Open {@link HttpModel} first; the others have similar names. A query becomes a call of {@code client.call}, and
 * its response, page by page, values of {@code domain}. {@code HttpStore} hands out the ports. Uses
 * {@code client.call}.
 */
@NullMarked
package io.github.djltracker.client.port;

import org.jspecify.annotations.NullMarked;
