/**
 * The file of the Python library MLTracker. {@link io.github.djltracker.exchange.mltracker.MlTrackerExport} takes a store and
 * writes one, and is the file to open first. Uses {@code domain}, {@code exchange} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.exchange.mltracker;

import org.jspecify.annotations.NullMarked;
