package io.github.djltracker.destination;

import io.github.djltracker.domain.run.Sink;
import java.util.Map;

/**
 * A kind of place that runs are written to besides a store, told by the scheme of its URI: {@code
 * mlflow:http://host:5000}, say. Found by {@link java.util.ServiceLoader}, so a library of its own may bring one.
 *
 * <p>Before each place stands an outbox, which calls its sink from one thread, tries again what failed, and keeps a position
 * of its own. Implementations need a public constructor without parameters. {@code destinations.md} shows the smallest.
 */
public interface DestinationProvider {
    /** What comes before the first colon of its URIs: lower-case letters, digits and hyphens, at least two characters. */
    String scheme();

    /** A URI as an example, for messages. */
    String example();

    /**
     * The address of a place, the same text however it was written: two places never share one, and it holds no secret.
     *
     * @param rest what stands behind the scheme and its colon, as somebody wrote it
     * @throws IllegalArgumentException if it is none; the message says why, and shows no secret
     */
    String address(String rest);

    /**
     * Opens a place. It need not be there yet: what cannot be reached is an {@link
     * io.github.djltracker.domain.error.UnavailableException} of each append. A sink that is {@link AutoCloseable} is closed
     * in the end, and one that is {@link Verifiable} can be compared with what was sent.
     *
     * @param address from {@link #address}
     * @param variables where secrets and settings are: the environment, unless somebody gave others
     * @throws IllegalArgumentException if a setting has a form that is not allowed
     * @throws io.github.djltracker.domain.error.UnavailableException if something is missing here, a library, say
     */
    Sink open(String address, Map<String, String> variables);
}
