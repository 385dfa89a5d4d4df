/**
 * The JSON form of each value in the HTTP API, as specified by {@code http-api.md}.
 *
 * <p>{@link Forms} (open it first) has the forms by name; those of runs are in {@code wire.form.run}. Server and client
 * use the same form for writing and reading, so neither depends on field names. Uses {@code wire.json} and
 * {@code domain}.
 */
@NullMarked
package io.github.djltracker.wire.form;

import org.jspecify.annotations.NullMarked;
