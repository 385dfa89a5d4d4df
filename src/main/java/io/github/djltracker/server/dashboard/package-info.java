/**
 * The dashboard's files, and the routes that serve them.
 *
 * <p>{@link Assets} (open it first) finds a file beside this package, or of uPlot, by its name in the address, and keeps
 * it with its tag and compressed form; {@link DashboardRoutes} serves it. The pages themselves ask the API as any client
 * does. Uses {@code server.http} and {@code server.problem}.
 */
@NullMarked
package io.github.djltracker.server.dashboard;

import org.jspecify.annotations.NullMarked;
