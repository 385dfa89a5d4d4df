/**
 * The values that are recorded, and the limits that each of them must keep.
 *
 * <p>A {@link Metric}, a {@link Module} or a {@link ModuleRecord} is checked where it enters, by {@link Limits}; open that
 * file first. {@link Attributes} turns a map into the JSON object that a module carries. Every other package of {@code
 * domain} builds on these.
 */
@NullMarked
package io.github.djltracker.domain.value;

import org.jspecify.annotations.NullMarked;
