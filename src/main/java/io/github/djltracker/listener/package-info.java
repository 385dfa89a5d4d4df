/**
 * Listens to a DJL trainer and says what happened to a {@link io.github.djltracker.recorder.Recorder}.
 *
 * <p>{@link TrackingListener} (open it first) gets the callbacks on the training thread and keeps a {@code Training} for
 * each trainer, which has {@code listener.reading} read the evaluators and the optimizer, and {@code CarriedState} carry the
 * run and its step in the model. {@code RunOpening} begins a run: {@code structure} reads the network, {@code
 * listener.environment} the machine. These are the only packages with DJL's training API. They use {@code domain}, {@code
 * structure}, {@code recorder}, and the front door for the tracker that a one-line attach shares.
 */
@NullMarked
package io.github.djltracker.listener;

import org.jspecify.annotations.NullMarked;
