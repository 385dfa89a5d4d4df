/**
 * What is around a command: its streams, and how text, tables and charts are written to them.
 *
 * <p>{@link Console} (open it first) is handed to every {@link ConsoleCommand}; it prints {@link TextTable}s, {@link
 * TextCurve}s and JSON as wide and as colourful as the {@link Screen} allows, and {@link ProgressLine}s. Texts from
 * anywhere pass through {@link Plain}. A {@link Failure} ends a command with one line. Knows nothing of stores.
 */
@NullMarked
package io.github.djltracker.cli.terminal;

import org.jspecify.annotations.NullMarked;
