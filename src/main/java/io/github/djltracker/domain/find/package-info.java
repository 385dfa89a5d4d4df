/**
 * The language in which runs are looked for, such as {@code loss@validate.min < 0.1 and status = FINISHED}.
 *
 * <p>Open {@link RunFilter} first: it is parsed from text, and says of a run's {@link RunValues} whether it is wanted. {@link
 * RunOrder} sorts by one of them. {@code finding-runs.md} is the grammar.
 */
@NullMarked
package io.github.djltracker.domain.find;

import org.jspecify.annotations.NullMarked;
