/**
 * Parquet, by way of DuckDB, which has to be on the class path. {@link io.github.djltracker.exchange.parquet.ParquetExport}
 * takes a store and writes a file, and is the file to open first. {@code files.md} says what the columns are. Uses {@code
 * domain}, {@code exchange} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.exchange.parquet;

import org.jspecify.annotations.NullMarked;
