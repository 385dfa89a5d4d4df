/**
 * Finds problems of runs from what they recorded. A store collects what is known about a run as a {@link Standing};
 * {@link AlertRules} check it and return {@link Alert}s, which are shown wherever the run is listed. {@link AlertRules}
 * is the file to open first. Uses {@code domain.value} for the names of metrics.
 */
@NullMarked
package io.github.djltracker.domain.alert;

import org.jspecify.annotations.NullMarked;
