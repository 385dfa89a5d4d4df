/**
 * Parquet files, through DuckDB, which must be on the class path.
 * {@link io.github.djltracker.exchange.parquet.ParquetExport} writes one from a store, and is the file to open first.
 * {@code files.md} describes the columns. Uses {@code domain}, {@code exchange} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.exchange.parquet;

import org.jspecify.annotations.NullMarked;
