/**
 * The HTTP API of {@code http-api.md} in front of a store, and all that a server on a network needs around it.
 *
 * <p>A request passes {@code Gate} (host, origin, token) and {@code Intake} (its body, into bounded memory, without a
 * thread), and then the route of its path: {@code ExperimentRoutes} and its like, which read parameters and answer
 * through a {@code Call} and reach the data through the ports of {@code domain}. What goes wrong becomes a problem document
 * in {@code Problems}, on whatever way. Uses {@code domain}, {@code wire}, and Javalin, Jetty and the Prometheus client,
 * which no other package does.
 */
@NullMarked
package io.github.djltracker.server;

import org.jspecify.annotations.NullMarked;
