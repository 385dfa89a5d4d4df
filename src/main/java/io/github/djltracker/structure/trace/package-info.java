/**
 * Records what functions and user-defined blocks compute, as text.
 *
 * <p>{@link FunctionForm} and {@link BlockTrace} (open them first) call a function or a block with the placeholder
 * arrays of a {@link Tracer}, and {@link TraceText} records each operation. {@link FunctionHarm} checks beforehand that
 * this has no side effects. If it could have, the result is opaque and says so. Uses {@code structure.held},
 * {@code structure.scan}, {@code structure.code} and {@code structure.json}.
 */
@NullMarked
package io.github.djltracker.structure.trace;

import org.jspecify.annotations.NullMarked;
