/**
 * Request handling: routes, parameters, responses.
 *
 * <p>{@link RouteTable} (open it first) has all routes, and {@link Api} is the servlet that looks them up. A
 * {@link Call} is one request on its route, with its {@link Query} and methods to respond. The classes of
 * {@code server.route} and {@code server.changes} register themselves in the table. Uses {@code server.body},
 * {@code server.observation} and {@code server.problem}.
 */
@NullMarked
package io.github.djltracker.server.http;

import org.jspecify.annotations.NullMarked;
