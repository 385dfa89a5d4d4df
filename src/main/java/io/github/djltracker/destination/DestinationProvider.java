package io.github.djltracker.destination;

import io.github.djltracker.domain.run.Sink;
import java.util.Map;

/**
 * A kind of destination, besides a store, that runs are written to. It is identified by the scheme of its URI, for
 * example {@code mlflow:http://host:5000}. Providers are found by {@link java.util.ServiceLoader}, so they may be in
 * separate libraries.
 *
 * <p>Each destination is behind an outbox, which calls its sink from one thread, retries what failed, and keeps its own
 * position. Implementations need a public constructor without parameters. {@code destinations.md} shows the smallest
 * one.
 */
public interface DestinationProvider {
    /** The scheme of its URIs, without the colon: lower-case letters, digits and hyphens, at least two characters. */
    String scheme();

    /** An example URI, for messages. */
    String example();

    /**
     * The canonical address of a place: one string however the URI was written, different for different places, and
     * without secrets.
     *
     * @param rest the part of the URI after the scheme and its colon
     * @throws IllegalArgumentException if it is invalid; the message says why, and contains no secret
     */
    String address(String rest);

    /**
     * Opens a place. It need not be available yet: if it is not, each append throws
     * {@link io.github.djltracker.domain.error.UnavailableException}. A sink that is {@link AutoCloseable} is closed at
     * the end; one that is {@link Verifiable} can be compared with the entries that were sent.
     *
     * @param address from {@link #address}
     * @param variables secrets and settings: the environment, unless the user passed others
     * @throws IllegalArgumentException if a setting is invalid
     * @throws io.github.djltracker.domain.error.UnavailableException if something is missing on this machine, such as a
     *     library
     */
    Sink open(String address, Map<String, String> variables);
}
