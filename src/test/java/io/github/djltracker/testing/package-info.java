/**
 * What the tests of all packages share: trainings and runs that are made, clocks and sinks that do as they are told, golden files, and
 * captured logs. Programs that are started are in {@code process}, the browser in {@code browser}, the tracker in memory in {@code
 * memory}, random operations in {@code random}.
 *
 * <p>The contracts of the ports themselves are in {@code domain}. Nothing here is a stand-in for something a test could
 * use itself; a store is tested on a real file.
 */
@NullMarked
package io.github.djltracker.testing;

import org.jspecify.annotations.NullMarked;
