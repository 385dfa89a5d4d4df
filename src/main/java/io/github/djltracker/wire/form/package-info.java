/**
 * The form of each value that goes over HTTP, as {@code http-api.md} specifies it.
 *
 * <p>{@link Forms} (open it first) has them by name; those of runs are in {@code wire.form.run}. The server writes what the client reads, and the other way round,
 * with the same form, so neither knows field names. Uses {@code wire.json} and {@code domain}.
 */
@NullMarked
package io.github.djltracker.wire.form;

import org.jspecify.annotations.NullMarked;
