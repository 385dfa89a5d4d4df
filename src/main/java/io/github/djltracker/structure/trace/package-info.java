/**
 * What functions and the blocks of users compute, as text.
 *
 * <p>{@link FunctionForm} and {@link BlockTrace} (open them first) let the stand-in arrays of a {@link Tracer} pass
 * through a function or a block, and {@link TraceText} writes down each call; {@link FunctionHarm} says beforehand whether
 * that can be done unnoticed. Where it cannot, the result is opaque and says so. Uses {@code structure.scan}, {@code
 * structure.code} and {@code structure.json}.
 */
@NullMarked
package io.github.djltracker.structure.trace;

import org.jspecify.annotations.NullMarked;
