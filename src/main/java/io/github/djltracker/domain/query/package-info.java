/**
 * Questions about long lists and curves, and their answers.
 *
 * <p>A caller builds a {@link CurveQuery}, {@link MetricQuery}, {@link IterationQuery} or {@link PageQuery}, which check
 * themselves; a port of {@code domain} answers with a {@link Curve} or a {@link Page}. Open {@link CurveQuery} first. Uses
 * {@code domain.value}.
 */
@NullMarked
package io.github.djltracker.domain.query;

import org.jspecify.annotations.NullMarked;
