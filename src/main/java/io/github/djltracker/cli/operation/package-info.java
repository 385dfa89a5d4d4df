/**
 * The commands that serve, move, write, mend or delete: {@code serve}, {@code push}, {@code pull}, {@code sync}, {@code export},
 * {@code report}, {@code pack}, {@code doctor}, {@code rm}.
 *
 * <p>Open {@link PackCommand} first. Each is named for what a user types, says how far it is, and does its work through
 * {@code exchange}, {@code server} or the store itself. Uses {@code cli.find}, {@code cli.report} and
 * {@code cli.terminal}.
 */
@NullMarked
package io.github.djltracker.cli.operation;

import org.jspecify.annotations.NullMarked;
