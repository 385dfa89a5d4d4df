package io.github.djltracker.exchange;

import java.util.Map;

/**
 * A kind of tracker whose runs can be read, told by the scheme of its URI: {@code mlflow:http://host:5000}, say. Found by
 * {@link java.util.ServiceLoader}. Implementations need a public constructor without parameters.
 */
public interface SourceProvider {
    /** What comes before the first colon of its URIs. */
    String scheme();

    /** A URI as an example, for messages. */
    String example();

    /**
     * Opens a place to read from.
     *
     * @param rest what stands behind the scheme and its colon
     * @param variables where secrets and settings are: the environment
     * @throws IllegalArgumentException if it is no such place; the message says why, and shows no secret
     */
    Source source(String rest, Map<String, String> variables);
}
