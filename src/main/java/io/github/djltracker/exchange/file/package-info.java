/**
 * Writes runs to files and reads them back: run logs ({@link io.github.djltracker.exchange.file.RunLogExport}, the file
 * to open first, and {@link io.github.djltracker.exchange.file.RunLogImport}) and tables. {@code files.md} describes
 * the contents of each format. Uses {@code domain}, {@code exchange} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.exchange.file;

import org.jspecify.annotations.NullMarked;
