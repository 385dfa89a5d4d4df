/**
 * Tables of runs and of curves, for data analysis tools.
 *
 * <p>Open {@link RunTable} first: it has one row per run; {@link CurveTable} has one row per bucket of a curve. Both
 * write to a {@link TableWriter}, which is either {@link CsvTable} or in {@code exchange.parquet}. Tables cannot be
 * imported.
 */
@NullMarked
package io.github.djltracker.exchange.table;

import org.jspecify.annotations.NullMarked;
