/**
 * Listens to a DJL trainer and passes what happens to a {@link io.github.djltracker.recorder.Recorder}.
 *
 * <p>{@link TrackingListener} (open it first) gets the callbacks on the training thread and keeps a {@code Training}
 * for each trainer. {@code listener.reading} reads the evaluators and the optimizer for it, and {@code CarriedState}
 * stores the run and its step in the model. {@code RunOpening} starts a run: {@code structure} reads the network,
 * {@code listener.environment} the machine. Only these packages use DJL's training API. They use {@code domain},
 * {@code structure}, {@code recorder}, and the base package for the shared tracker.
 */
@NullMarked
package io.github.djltracker.listener;

import org.jspecify.annotations.NullMarked;
