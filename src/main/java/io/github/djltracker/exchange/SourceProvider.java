package io.github.djltracker.exchange;

import java.util.Map;

/**
 * A kind of tracker that runs can be imported from. It is identified by the scheme of its URI, for example
 * {@code mlflow:http://host:5000}. Providers are found by {@link java.util.ServiceLoader}. Implementations need a
 * public constructor without parameters.
 */
public interface SourceProvider {
    /** The scheme of its URIs, without the colon. */
    String scheme();

    /** An example URI, for messages. */
    String example();

    /**
     * Opens a place to read from.
     *
     * @param rest the part of the URI after the scheme and its colon
     * @param variables secrets and settings: the environment
     * @throws IllegalArgumentException if it is invalid; the message says why, and contains no secret
     */
    Source source(String rest, Map<String, String> variables);
}
