/**
 * Reads the objects that users' blocks and functions hold.
 *
 * <p>{@link HeldObjects} (open it first) finds them all, through fields, collections and children. {@link ValueKinds}
 * says what kinds of values they are, {@link NotedFields} remembers what a pass will overwrite, and {@link
 * SettableFields} and {@link UseOrder} find what a trace does not show. Runs no pass itself. Uses {@code
 * structure.scan}, {@code structure.code} and {@code structure.json}.
 */
@NullMarked
package io.github.djltracker.structure.held;

import org.jspecify.annotations.NullMarked;
