/**
 * Programs that tests start and stop: our server, PostgreSQL, MLflow, nginx, PgBouncer, JVMs, and faulty proxies. Also
 * what is skipped if the machine lacks one of them.
 */
@NullMarked
package io.github.djltracker.testing.process;

import org.jspecify.annotations.NullMarked;
