/**
 * Runs and their logs: one training of a model, written as a numbered sequence of entries that never change.
 *
 * <p>Start with {@link RunEntry}: a {@link RunStart}, then {@link RunBatch}es, then a {@link RunEnd}. A recorder
 * creates them and passes them to {@link Sink#append}, the only way to write. They are read back as a {@link Run}
 * through {@link Runs}. Uses {@code domain.value}.
 */
@NullMarked
package io.github.djltracker.domain.run;

import org.jspecify.annotations.NullMarked;
