/**
 * A report on runs as one self-contained HTML file: tables, settings, charts, errors, environments.
 *
 * <p>Open {@link Report} first. Runs come from {@code cli.find}, their data through the ports of {@code domain}, and
 * the caller writes the page. {@link Part} limits its size, {@link Html} escapes text. Uses {@code cli.find},
 * {@code cli.view} and {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.report;

import org.jspecify.annotations.NullMarked;
