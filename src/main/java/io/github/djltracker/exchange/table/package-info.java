/**
 * Tables of runs and of curves, to be opened with what people already analyse data with.
 *
 * <p>Open {@link RunTable} first: a row a run; {@link CurveTable} has a row for each bucket of a curve. Both write into a
 * {@link TableWriter}, of which {@link CsvTable} is one, and {@code exchange.parquet} has the other. Tables are not read again.
 */
@NullMarked
package io.github.djltracker.exchange.table;

import org.jspecify.annotations.NullMarked;
