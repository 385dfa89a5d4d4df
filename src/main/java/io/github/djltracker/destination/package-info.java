/**
 * What a destination is: a kind of place besides our stores that runs are written to. {@link
 * io.github.djltracker.destination.DestinationProvider} is what one implements, and the file to open first; entries of runs
 * come in, and a provider's sink takes them. {@link io.github.djltracker.destination.FanOut} appends to several at once.
 * Uses {@code domain}.
 */
@NullMarked
package io.github.djltracker.destination;

import org.jspecify.annotations.NullMarked;
