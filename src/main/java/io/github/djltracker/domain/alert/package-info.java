/**
 * What is wrong with a run, as far as it shows in what was recorded. A store gathers what is known of a run as a {@link
 * Standing}, {@link AlertRules} judge it, and each {@link Alert} that comes out stands beside the run wherever it is listed.
 * {@link AlertRules} is the file to open first. Uses {@code domain.value} for the names of what is judged.
 */
@NullMarked
package io.github.djltracker.domain.alert;

import org.jspecify.annotations.NullMarked;
