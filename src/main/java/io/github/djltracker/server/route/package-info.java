/**
 * The resources of the API, one class each.
 *
 * <p>Open {@link ModelRoutes} first; the other classes are also named after their paths. A route reads its parameters
 * from a {@code Call}, finds what the path names through {@link Lookup}, calls a port of {@code domain}, and responds
 * with a form of {@code wire}. {@link EntryHandler} comes before the routes and appends entries itself through
 * {@link EntryAppends}; what it does not handle, such as a request with repeated headers, goes to {@link EntryRoutes}.
 * {@link Creation} makes creating idempotent. Uses {@code server.http} and the packages that it uses.
 */
@NullMarked
package io.github.djltracker.server.route;

import org.jspecify.annotations.NullMarked;
