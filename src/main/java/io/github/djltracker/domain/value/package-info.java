/**
 * The values that are recorded, and their limits.
 *
 * <p>{@link Limits} checks a {@link Metric}, a {@link Module} or a {@link ModuleRecord} when it is created; open that
 * file first. {@link Attributes} converts a map to the JSON object that a module has. All other packages of
 * {@code domain} use these types.
 */
@NullMarked
package io.github.djltracker.domain.value;

import org.jspecify.annotations.NullMarked;
