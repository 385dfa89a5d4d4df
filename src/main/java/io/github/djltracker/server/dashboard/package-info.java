/**
 * The dashboard's files, and the routes that serve them.
 *
 * <p>{@link Assets} (open it first) finds a file of the dashboard, or of uPlot, by its name in the address, and caches
 * it with its entity tag and compressed form. {@link DashboardRoutes} serves it. The pages themselves use the API like
 * any client. Uses {@code server.http} and {@code server.problem}.
 */
@NullMarked
package io.github.djltracker.server.dashboard;

import org.jspecify.annotations.NullMarked;
