/**
 * Presents results: tables of runs, trees of modules, differences, charts.
 *
 * <p>Open {@link RunTable} first. A view is created from models and runs that {@code cli.find} found, and renders
 * itself as text for a {@code Screen}, or as a JSON document. {@code cli.query} prints views; programs can use
 * {@link ExperimentSummary} as well. Uses {@code cli.find} and {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.view;

import org.jspecify.annotations.NullMarked;
