/**
 * The data model and its ports: what an experiment, a model, a run and a metric are, and the interfaces through which
 * they are read and written.
 *
 * <p>Every other package speaks in these types. A batch of a training becomes part of a {@link RunBatch} in {@code
 * recorder} and goes through {@link Sink#append} into {@code store}, or into any other sink. This package uses no other
 * package of the project and no library.
 */
@NullMarked
package io.github.djltracker.domain;

import org.jspecify.annotations.NullMarked;
