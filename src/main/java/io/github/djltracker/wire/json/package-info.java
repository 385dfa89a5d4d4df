/**
 * Reads and writes JSON with limits on size and depth.
 *
 * <p>{@link Json} (open it first) reads token by token. {@link Fields} are the fields of an object that was read
 * completely, a {@link Form} defines how one type is written and read, and {@link JsonRefusal} explains why a text
 * cannot be read. Only this package, {@code wire.form} and {@code wire.log} use Jackson.
 */
@NullMarked
package io.github.djltracker.wire.json;

import org.jspecify.annotations.NullMarked;
