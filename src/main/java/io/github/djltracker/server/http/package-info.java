/**
 * The plumbing of a request: finding its route, its parameters, its answer.
 *
 * <p>{@link RouteTable} (open it first) has every route; {@link Api} is the servlet that looks it up; a {@link Call} is
 * one request on its route, with its {@link Query} and the ways to answer. The classes of {@code server.route} and {@code
 * server.changes} put themselves into the table. Uses {@code server.body}, {@code server.observation} and {@code
 * server.problem}.
 */
@NullMarked
package io.github.djltracker.server.http;

import org.jspecify.annotations.NullMarked;
