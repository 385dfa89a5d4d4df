/**
 * The environment of a command: its streams, and how text, tables and charts are written to them.
 *
 * <p>{@link Console} (open it first) is passed to every {@link ConsoleCommand}. It prints {@link TextTable}s,
 * {@link TextCurve}s and JSON within the capabilities of the {@link Screen}, and {@link ProgressLine}s. {@link Plain}
 * makes recorded text safe to print. A {@link Failure} ends a command with one line. Does not depend on stores.
 */
@NullMarked
package io.github.djltracker.cli.terminal;

import org.jspecify.annotations.NullMarked;
