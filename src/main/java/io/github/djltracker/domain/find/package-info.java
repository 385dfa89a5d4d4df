/**
 * The language for finding runs, such as {@code loss@validate.min < 0.1 and status = FINISHED}.
 *
 * <p>Open {@link RunFilter} first: it is parsed from text, and decides whether the {@link RunValues} of a run match.
 * {@link RunOrder} sorts runs by a value. {@code finding-runs.md} has the grammar.
 */
@NullMarked
package io.github.djltracker.domain.find;

import org.jspecify.annotations.NullMarked;
