/**
 * The commands that read: {@code experiments}, {@code models}, {@code show}, {@code runs}, {@code metrics}, {@code plot},
 * {@code diff}, {@code tail}, {@code summary}.
 *
 * <p>Open {@link RunsCommand} first. Each is named for what a user types, finds what was named through {@code cli.find}
 * and prints a view of {@code cli.view}. They change nothing in a store. Uses the other packages of {@code cli} but {@code
 * cli.operation} and {@code cli.transfer}.
 */
@NullMarked
package io.github.djltracker.cli.query;

import org.jspecify.annotations.NullMarked;
