/**
 * The commands that move runs between stores and files: {@code push}, {@code pull}, {@code sync}, {@code export},
 * {@code import}, {@code report}.
 *
 * <p>Open {@link PushCommand} first. Each class is named after its command, shows its progress, and does its work
 * through {@code exchange}. Uses {@code cli.find}, {@code cli.report} and {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.transfer;

import org.jspecify.annotations.NullMarked;
