/**
 * Defines destinations: kinds of places, besides our stores, that runs are written to.
 * {@link io.github.djltracker.destination.DestinationProvider} is the interface to implement, and the file to open
 * first. Its sinks receive the entries of runs. {@link io.github.djltracker.destination.FanOut} appends to several
 * sinks. Uses {@code domain}.
 */
@NullMarked
package io.github.djltracker.destination;

import org.jspecify.annotations.NullMarked;
