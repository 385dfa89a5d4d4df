/**
 * Reads a trainer at its callbacks: evaluators, learning rate, hyperparameters, timing, and system metrics.
 *
 * <p>A {@code Training} of {@code listener} calls these classes on the training thread. Each passes its points to the
 * run's {@link io.github.djltracker.recorder.Recorder} and keeps no array alive. Open {@link Evaluations} first: it
 * reads evaluators that DJL's listener has computed, whichever of the two is called first, and computes them if there
 * is no such listener. Uses {@code listener.environment}, {@code recorder} and DJL's training API.
 */
@NullMarked
package io.github.djltracker.listener.reading;

import org.jspecify.annotations.NullMarked;
