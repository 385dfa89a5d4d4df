/**
 * The plumbing of HTTP: one call, its retries, its answer.
 *
 * <p>{@link HttpCalls} (open it first) sends an {@link HttpCall} as often as {@link Retries} allow and returns an {@link
 * HttpAnswer}; {@link TrackerApi} speaks in the forms of {@code wire}; {@link Refusals} turns what went wrong into
 * exceptions of {@code domain.error}. The only package with OkHttp. Other destinations that speak HTTP use it too.
 */
@NullMarked
package io.github.djltracker.client.call;

import org.jspecify.annotations.NullMarked;
