/**
 * Helpers for the tests of all packages: simulated trainings and runs, clocks and sinks that tests control, golden
 * files, and captured logs. {@code process} starts programs, {@code browser} has the browser, {@code memory} the
 * tracker in memory, and {@code random} random operations.
 *
 * <p>The contracts of the ports are in {@code domain}. Nothing here replaces something that a test could use itself; a
 * store is tested with a real file.
 */
@NullMarked
package io.github.djltracker.testing;

import org.jspecify.annotations.NullMarked;
