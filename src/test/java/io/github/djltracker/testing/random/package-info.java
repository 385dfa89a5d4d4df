/** Random operations, entries, pages and searches, and the comparison of two trackers with them. Seeds are logged. */
@NullMarked
package io.github.djltracker.testing.random;

import org.jspecify.annotations.NullMarked;
