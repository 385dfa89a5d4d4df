/**
 * Request bodies, in bounded memory.
 *
 * <p>{@link BodyReader} (open it first) reads a body without blocking a thread and reserves memory from
 * {@link BodyMemory}. {@link Inflated} decompresses it up to a limit, and {@link EntryLines} reads the entries of a run
 * from it, {@link RunParts} those of several. {@link ServerLimits} has the limits. A {@code Call} of
 * {@code server.http} gets the result. Uses {@code server.problem} and {@code server.observation}.
 */
@NullMarked
package io.github.djltracker.server.body;

import org.jspecify.annotations.NullMarked;
