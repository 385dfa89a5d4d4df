/**
 * Where a run takes place: host, system, versions, git commit, and the command line with its secrets masked.
 *
 * <p>{@link RunEnvironment} (open it first) is read once for each run and goes into its {@link
 * io.github.djltracker.domain.run.RunStart}. Waits for git 250 ms at most.
 */
@NullMarked
package io.github.djltracker.listener.environment;

import org.jspecify.annotations.NullMarked;
