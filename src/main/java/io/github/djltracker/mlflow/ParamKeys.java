package io.github.djltracker.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Keys of params and tags. A key that MLflow does not accept is changed and gets a hash, so that different keys stay
 * different.
 */
final class ParamKeys {
    private ParamKeys() {}

    static String allowed(String key) {
        String allowed = MetricKeys.allowed(key);
        return allowed.equals(key)
                ? key
                : allowed + "-"
                        + UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString().substring(0, 8);
    }
}
