/**
 * Resolves arguments to a store, its models, runs and series.
 *
 * <p>{@link Target} opens the store. {@link Finder} (open it first) finds what the user named by hash, id or name in
 * it, as {@link ModelRef}s and {@link RunRef}s. Commands that do so extend {@link StoreCommand} or
 * {@link QueryCommand}. Uses {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.find;

import org.jspecify.annotations.NullMarked;
