/**
 * Files that runs are written to and read from: run logs ({@link io.github.djltracker.exchange.file.RunLogExport}, the file to
 * open first, and {@link io.github.djltracker.exchange.file.RunLogImport}) and tables. A store and a stream come in.
 * {@code files.md} says what each format holds. Uses {@code domain}, {@code exchange} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.exchange.file;

import org.jspecify.annotations.NullMarked;
