/**
 * Monitoring of the server: its Prometheus metrics and its readiness.
 *
 * <p>The other packages report to {@link ServerMetrics} (open it first), and {@code server.route} serves the results at
 * {@code /metrics} and {@code /health}. {@link Draining} reads what a rejected client still sends. Uses
 * {@code server.problem}.
 */
@NullMarked
package io.github.djltracker.server.observation;

import org.jspecify.annotations.NullMarked;
