package io.github.djltracker.listener;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failed in a listener's callbacks, said once for each part and cause. Thread-safe. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingListener.class);

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    void warn(String part, Throwable cause) {
        if (said.add(part + cause.getClass().getName())) {
            LOG.warn("recording {} failed; training goes on. Said once for each cause", part, cause);
        }
    }
}
