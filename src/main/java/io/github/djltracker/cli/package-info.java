/**
 * The command line: what a person, or a script, asks of a store.
 *
 * <p>{@link Main} has the commands, which are one class each and get a {@code Console} with all that is around them.
 * {@code Target} opens the store that is meant, {@code Finder} finds in it what the user names, and what is found is written
 * by {@code Columns}, a {@code Chart} or the forms of {@code wire}. {@link ExperimentSummary} is of use to programs as well.
 * All text is the same in every default locale, and falls back to ASCII where the terminal shows no more; no escape
 * sequence of anybody's text reaches it. This package may use every other one.
 */
@NullMarked
package io.github.djltracker.cli;

import org.jspecify.annotations.NullMarked;
