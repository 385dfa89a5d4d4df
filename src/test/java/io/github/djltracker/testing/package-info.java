/**
 * What the tests of all packages share: the tracker in memory that every store is measured against, generators of random
 * operations and entries, clocks and sinks that do as they are told, and captured logs.
 *
 * <p>The contracts of the ports themselves are in {@code domain}. Nothing here is a stand-in for something a test could
 * use itself; a store is tested on a real file.
 */
@NullMarked
package io.github.djltracker.testing;

import org.jspecify.annotations.NullMarked;
