/**
 * The tracker in memory, which every store is measured against.
 */
@NullMarked
package io.github.djltracker.testing.memory;

import org.jspecify.annotations.NullMarked;
