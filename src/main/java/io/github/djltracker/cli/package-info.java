/**
 * The command line: what a person, or a script, asks of a store. {@link Main} has the commands, and is the file to open
 * first.
 *
 * <p>A command is one class, in {@code cli.query} if it reads, in {@code cli.transfer} if it moves runs between stores
 * and files, and in {@code cli.operation} if it changes or serves a store. {@code cli.find} opens the store and finds what the user named; {@code cli.view} lays out what was found; {@code
 * cli.terminal} writes it. What goes wrong ends in {@link ErrorLine}. All text is the same in every default locale, and no
 * escape sequence of anybody's text reaches a terminal. These are the only packages with picocli, and they may use every
 * other one.
 */
@NullMarked
package io.github.djltracker.cli;

import org.jspecify.annotations.NullMarked;
