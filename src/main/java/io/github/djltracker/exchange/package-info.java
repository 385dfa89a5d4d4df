/**
 * Copies runs from one tracker to another. {@link io.github.djltracker.exchange.Mirror} reads the logs of runs from one
 * {@code Store} and appends them to another, entry by entry; each may be a database or a tracker behind a URL. Uses
 * {@code domain}.
 */
@NullMarked
package io.github.djltracker.exchange;

import org.jspecify.annotations.NullMarked;
