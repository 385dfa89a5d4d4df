/**
 * What a server knows of itself: its Prometheus metrics and whether it is ready.
 *
 * <p>The other packages report to {@link ServerMetrics} (open it first), and {@code server.route} gives the figures out at
 * {@code /metrics} and {@code /health}. {@link Draining} reads what a refused client still sends. Uses {@code
 * server.problem}.
 */
@NullMarked
package io.github.djltracker.server.observation;

import org.jspecify.annotations.NullMarked;
