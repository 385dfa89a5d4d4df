/**
 * Listens to a DJL trainer and says what happened to a {@link io.github.djltracker.recorder.Recorder}.
 *
 * <p>{@link TrackingListener} gets the callbacks on the training thread and keeps a {@code Training} for each trainer,
 * which reads the evaluators ({@code Evaluations}), the optimizer ({@code LearningRate}, {@code TrainingModules}) and
 * the checkpoint ({@code Checkpoint}); points go on to {@code recorder}. The network itself is read by {@code
 * structure}. The only package with DJL's training API. Uses {@code domain}, {@code structure}, {@code recorder}, and
 * the front door for the tracker that a one-line attach shares.
 */
@NullMarked
package io.github.djltracker.listener;

import org.jspecify.annotations.NullMarked;
