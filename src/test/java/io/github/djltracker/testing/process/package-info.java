/**
 * Programs that tests start and stop: our server, PostgreSQL, MLflow, nginx, PgBouncer, JVMs, proxies that spoil what passes, and
 * what of them a machine lacks.
 */
@NullMarked
package io.github.djltracker.testing.process;

import org.jspecify.annotations.NullMarked;
