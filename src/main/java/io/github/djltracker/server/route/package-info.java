/**
 * One class a resource of the API: what each path does.
 *
 * <p>Open {@link ModelRoutes} first; the others are named for their paths as well. A route reads its parameters from a
 * {@code Call}, finds what the path names through {@link Lookup}, asks a port of {@code domain}, and answers with a form
 * of {@code wire}. {@link Creation} creates a thing once, however often a client asks. Uses {@code server.http} and what
 * is below it.
 */
@NullMarked
package io.github.djltracker.server.route;

import org.jspecify.annotations.NullMarked;
