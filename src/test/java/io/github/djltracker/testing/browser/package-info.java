/** A Chromium that tests control, accessibility checks with axe-core, and printed pages. */
@NullMarked
package io.github.djltracker.testing.browser;

import org.jspecify.annotations.NullMarked;
