/**
 * The environment of a run: host, system, versions, git commit, and the command line with masked secrets.
 *
 * <p>{@link RunEnvironment} (open it first) is read once per run and becomes part of its {@link
 * io.github.djltracker.domain.run.RunStart}. Waits for at most 250 ms for each call of git.
 */
@NullMarked
package io.github.djltracker.listener.environment;

import org.jspecify.annotations.NullMarked;
