/**
 * From the words of a user to a store, its models, runs and series.
 *
 * <p>{@link Target} opens the store that is meant, {@link Finder} (open it first) finds in it what was named by hash, id
 * or name, as {@link ModelRef}s and {@link RunRef}s. The commands that do so extend {@link StoreCommand} or {@link
 * QueryCommand}. Uses {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.find;

import org.jspecify.annotations.NullMarked;
