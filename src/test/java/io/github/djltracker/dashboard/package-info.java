/** Tests of the dashboard in a real browser, against a real server. */
@NullMarked
package io.github.djltracker.dashboard;

import org.jspecify.annotations.NullMarked;
