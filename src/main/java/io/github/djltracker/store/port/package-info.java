/**
 * The ports of {@code domain} over SQL, one class per port.
 *
 * <p>Open {@link SqlModel} first; the others have similar names. {@link RunLog} is the sink that a training writes to,
 * and passes entries to {@code store.log}; readers use {@code store.curve}. {@link Access} is shared by all parts of
 * one store. Callers use only the interfaces of {@code domain}, through {@code SqlStore}. Uses the packages of
 * {@code store} except {@code store.check}.
 */
@NullMarked
package io.github.djltracker.store.port;

import org.jspecify.annotations.NullMarked;
