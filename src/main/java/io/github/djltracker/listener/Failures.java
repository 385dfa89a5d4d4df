package io.github.djltracker.listener;

import io.github.djltracker.structure.BlockTree;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs failures in a listener's callbacks, once for each part and cause. Thread-safe. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingListener.class);

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Warns once per network about parts that could not be identified, and says what to do. */
    void uncertain(BlockTree tree) {
        if (!tree.uncertainties().isEmpty() && said.add(tree.hash())) {
            LOG.warn(
                    "the network {} is not fully identified, and another one could have the same hash: {}. To distinguish them, override getCustomMetadata() in"
                            + " the block: return Map.of(\"name\", \"value\")",
                    tree.hash().substring(0, 8),
                    String.join("; ", tree.uncertainties()));
        }
    }

    void warn(String part, Throwable cause) {
        if (said.add(part + cause.getClass().getName())) {
            LOG.warn("recording {} failed; the training continues. Logged once per cause", part, cause);
        }
    }
}
