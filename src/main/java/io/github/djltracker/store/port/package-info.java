/**
 * The ports of {@code domain} over SQL, one class a port.
 *
 * <p>Open {@link SqlModel} first; the others are named likewise. {@link RunLog} is the sink that a training writes to, and
 * hands entries to {@code store.log}; readers ask {@code store.curve}. {@link Access} is what all parts of one store
 * share. Called through the interfaces of {@code domain} alone, by whoever opened {@code SqlStore}. Uses the packages of
 * {@code store} but {@code store.check}.
 */
@NullMarked
package io.github.djltracker.store.port;

import org.jspecify.annotations.NullMarked;
