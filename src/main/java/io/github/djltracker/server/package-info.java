/**
 * The HTTP API of {@code http-api.md} in front of a store, and all that a server on a network needs around it. {@link
 * TrackerServer} is the way in, and the file to open first.
 *
 * <p>A request passes {@code server.security} (host, origin, token), then {@code server.body} reads its body into bounded
 * memory, and the route of its path in {@code server.route} or {@code server.changes} answers through a {@code Call} of
 * {@code server.http}. What goes wrong becomes a problem document in {@code server.problem}; {@code server.observation}
 * counts. {@code server.dashboard} serves the pages. The data is reached through the ports of {@code domain} alone. These
 * are the only packages with Javalin, Jetty and the Prometheus client; they use {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.server;

import org.jspecify.annotations.NullMarked;
