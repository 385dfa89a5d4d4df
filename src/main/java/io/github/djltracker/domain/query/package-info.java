/**
 * Queries for long lists and curves, and their results.
 *
 * <p>A caller builds a {@link CurveQuery}, {@link MetricQuery}, {@link IterationQuery} or {@link PageQuery}, which
 * validate themselves. A port of {@code domain} returns a {@link Curve} or a {@link Page}. Open {@link CurveQuery}
 * first. Uses {@code domain.value}.
 */
@NullMarked
package io.github.djltracker.domain.query;

import org.jspecify.annotations.NullMarked;
