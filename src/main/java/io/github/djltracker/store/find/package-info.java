/**
 * Finds runs by their values, in the database. {@link io.github.djltracker.store.find.RunIndex} maintains a row for
 * each value of a run, and {@link io.github.djltracker.store.find.RunFinder} queries them; start there.
 */
@NullMarked
package io.github.djltracker.store.find;

import org.jspecify.annotations.NullMarked;
