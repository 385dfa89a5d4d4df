/**
 * Files of the Python library MLTracker. {@link io.github.djltracker.exchange.mltracker.MlTrackerExport} writes one
 * from a store, and is the file to open first. Uses {@code domain}, {@code exchange} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.exchange.mltracker;

import org.jspecify.annotations.NullMarked;
