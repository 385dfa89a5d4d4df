/**
 * Request bodies, in bounded memory.
 *
 * <p>{@link BodyReader} (open it first) reads a body without holding a thread and takes its memory from {@link BodyMemory};
 * {@link Inflated} undoes compression up to a limit; {@link EntryLines} reads the entries of a run out of it. {@link
 * ServerLimits} has the bounds. A {@code Call} of {@code server.http} gets the result. Uses {@code server.problem} and
 * {@code server.observation}.
 */
@NullMarked
package io.github.djltracker.server.body;

import org.jspecify.annotations.NullMarked;
