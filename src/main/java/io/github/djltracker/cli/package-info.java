/**
 * The command line. {@link Main} has the list of commands, and is the file to open first.
 *
 * <p>A command is one class, in {@code cli.query} if it reads, in {@code cli.transfer} if it moves runs between stores
 * and files, and in {@code cli.operation} if it changes or serves a store. {@code cli.find} opens the store and finds
 * what the user named, {@code cli.view} lays out the result, and {@code cli.terminal} writes it. Errors end in
 * {@link ErrorLine}. Output does not depend on the default locale, and escape sequences in recorded text never reach a
 * terminal. Only these packages use picocli, and they may use all other packages.
 */
@NullMarked
package io.github.djltracker.cli;

import org.jspecify.annotations.NullMarked;
