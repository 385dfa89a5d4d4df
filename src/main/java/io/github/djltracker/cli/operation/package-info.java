/**
 * The commands that serve, annotate, repair or delete: {@code serve}, {@code annotate}, {@code pack}, {@code doctor},
 * {@code join}, {@code rm}.
 *
 * <p>Open {@link PackCommand} first. Each class is named after its command, shows its progress, and does its work
 * through {@code server} or the store itself. Uses {@code cli.find} and {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.operation;

import org.jspecify.annotations.NullMarked;
