/**
 * A report on runs as one HTML file that needs nothing else: tables, settings, charts, errors, environments.
 *
 * <p>Open {@link Report} first. Runs come from {@code cli.find}, what they recorded through the ports of {@code domain}, and the page goes
 * to whoever writes the file. {@link Part} keeps it small, {@link Html} harmless. Uses {@code cli.find}, {@code cli.view} and
 * {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.report;

import org.jspecify.annotations.NullMarked;
