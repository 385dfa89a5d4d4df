/** The tracker in memory, with which every store is compared. */
@NullMarked
package io.github.djltracker.testing.memory;

import org.jspecify.annotations.NullMarked;
