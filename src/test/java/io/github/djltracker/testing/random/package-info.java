/**
 * Random operations, entries, pages and searches, and how two trackers are compared under them. Seeds are printed.
 */
@NullMarked
package io.github.djltracker.testing.random;

import org.jspecify.annotations.NullMarked;
