/**
 * HTTP calls: requests, retries, responses.
 *
 * <p>{@link HttpCalls} (open it first) sends an {@link HttpCall} as often as {@link Retries} allow and returns an
 * {@link HttpAnswer}. {@link TrackerApi} uses the JSON forms of {@code wire}. {@link Refusals} turns failures into
 * exceptions of {@code domain.error}. Only this package uses OkHttp. Other destinations with HTTP APIs use it too.
 */
@NullMarked
package io.github.djltracker.client.call;

import org.jspecify.annotations.NullMarked;
