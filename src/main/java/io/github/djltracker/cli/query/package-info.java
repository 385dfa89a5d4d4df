/**
 * The commands that read: {@code experiments}, {@code models}, {@code show}, {@code runs}, {@code metrics},
 * {@code plot}, {@code diff}, {@code tail}, {@code summary}.
 *
 * <p>Open {@link RunsCommand} first. Each class is named after its command, finds what the user named through
 * {@code cli.find}, and prints a view of {@code cli.view}. They do not change a store. Uses the other packages of
 * {@code cli} except {@code cli.operation} and {@code cli.transfer}.
 */
@NullMarked
package io.github.djltracker.cli.query;

import org.jspecify.annotations.NullMarked;
