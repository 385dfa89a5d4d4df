/**
 * What a person reads in a terminal: tables of models and runs, and small curves.
 *
 * <p>{@link ExperimentSummary} reads an experiment through the ports of {@code domain} and puts it into {@code TextTable}s
 * and a {@code TextCurve}. All text is the same in every default locale, and falls back to ASCII where the terminal shows
 * no more. This package may use every other one.
 */
@NullMarked
package io.github.djltracker.cli;

import org.jspecify.annotations.NullMarked;
