/**
 * Reading and writing JSON with bounds on size and depth.
 *
 * <p>{@link Json} (open it first) reads token by token; {@link Fields} are those of an object that was read whole, {@link
 * Form} says how one type is written and read, and {@link JsonRefusal} says in plain words why a text cannot be read.
 * These are the only packages with Jackson: {@code wire.form} and {@code wire.log} are built on it.
 */
@NullMarked
package io.github.djltracker.wire.json;

import org.jspecify.annotations.NullMarked;
