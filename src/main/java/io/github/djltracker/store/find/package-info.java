/**
 * Finds runs by their values, in the database. {@link io.github.djltracker.store.find.RunIndex} keeps a row for each value of a
 * run, {@link io.github.djltracker.store.find.RunFinder} asks for runs by them; start there.
 */
@NullMarked
package io.github.djltracker.store.find;

import org.jspecify.annotations.NullMarked;
