/**
 * Runs and their log: one training of a model, written as a numbered sequence of entries that never change.
 *
 * <p>Start with {@link RunEntry}: a {@link RunStart}, then {@link RunBatch}es, then a {@link RunEnd}. A recorder makes
 * them and hands them to {@link Sink#append}, the only way in. What was written is read back as a {@link Run} through
 * {@link Runs}. Uses {@code domain.value}.
 */
@NullMarked
package io.github.djltracker.domain.run;

import org.jspecify.annotations.NullMarked;
