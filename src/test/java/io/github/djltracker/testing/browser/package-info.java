/**
 * A Chromium that tests drive, axe-core in it, and what it prints.
 */
@NullMarked
package io.github.djltracker.testing.browser;

import org.jspecify.annotations.NullMarked;
