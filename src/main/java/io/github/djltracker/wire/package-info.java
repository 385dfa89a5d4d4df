/**
 * The JSON forms of entries and attributes, the same in files, over HTTP and in exports; {@code run-log.md} specifies
 * them.
 *
 * <p>An entry comes from {@code domain}, becomes one line here, and goes to {@code outbox}, {@code client} or {@code
 * store}; lines come back the same way. Uses {@code domain} and Jackson, which no other package does.
 */
@NullMarked
package io.github.djltracker.wire;

import org.jspecify.annotations.NullMarked;
