/**
 * The front door: {@link io.github.djltracker.ExperimentTracker} opens the place where experiments are kept and wires
 * the other packages to it. A training is attached with {@link io.github.djltracker.listener.TrackingListener}. Uses
 * {@code domain}, {@code recorder} and {@code store}.
 */
@NullMarked
package io.github.djltracker;

import org.jspecify.annotations.NullMarked;
