/**
 * What was found, laid out for the eye: tables of runs, trees of modules, differences, charts.
 *
 * <p>Open {@link RunTable} first. A view is made of models and runs that {@code cli.find} found and renders itself as text
 * for a {@code Screen}, or as a document for JSON. {@code cli.query} prints them; {@link ExperimentSummary} is of use to
 * programs as well. Uses {@code cli.find} and {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.view;

import org.jspecify.annotations.NullMarked;
