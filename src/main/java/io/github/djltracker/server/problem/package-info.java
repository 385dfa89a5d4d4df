/**
 * Errors and problem documents: the responses to requests that fail.
 *
 * <p>Code that rejects a request throws a {@link Refusal} (open it first). {@link Problems} turns it, and every
 * exception of {@code domain}, into a status and an RFC 9457 document. {@link ProblemPages} does the same for errors
 * outside of the routes. All other packages of {@code server} use this one. Uses {@code domain.error} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.server.problem;

import org.jspecify.annotations.NullMarked;
