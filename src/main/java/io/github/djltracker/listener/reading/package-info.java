/**
 * What is read from a trainer at its callbacks: evaluators, learning rate, hyperparameters, timing,
 * and what the system does.
 *
 * <p>A {@code Training} of {@code listener} calls these on the training thread; each puts its points into the run's {@link
 * io.github.djltracker.recorder.Recorder} and keeps no array alive. Open {@link Evaluations} first: it reads evaluators
 * that DJL's listener has computed, whichever of the two comes first, and computes them where nobody else does. Uses
 * {@code listener.environment}, {@code recorder} and DJL's training API.
 */
@NullMarked
package io.github.djltracker.listener.reading;

import org.jspecify.annotations.NullMarked;
