/**
 * The commands that serve, annotate, mend or delete: {@code serve}, {@code tag} and its kin, {@code pack}, {@code doctor}, {@code join},
 * {@code rm}.
 *
 * <p>Open {@link PackCommand} first. Each is named for what a user types, shows its progress, and does its work through
 * {@code server} or the store itself. Uses {@code cli.find} and {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.operation;

import org.jspecify.annotations.NullMarked;
