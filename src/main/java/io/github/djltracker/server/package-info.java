/**
 * The HTTP API of {@code http-api.md} for a store, with everything that a server on a network needs.
 * {@link TrackerServer} is the entry point, and the file to open first.
 *
 * <p>{@code server.security} checks a request (host, origin, token), {@code server.body} reads its body into bounded
 * memory, and the route of its path in {@code server.route} or {@code server.changes} responds through a {@code Call}
 * of {@code server.http}. Entries that trainings send are appended without a waiting thread by an {@code EntryHandler}
 * of {@code server.route}. {@code server.problem} turns errors into problem documents, and {@code server.observation}
 * counts. {@code server.dashboard} serves the pages. Data is only accessed through the ports of {@code domain}. Only
 * these packages use Javalin, Jetty and the Prometheus client; they use {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.server;

import org.jspecify.annotations.NullMarked;
