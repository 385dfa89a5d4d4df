package io.github.djltracker.listener;

import io.github.djltracker.structure.BlockTree;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failed in a listener's callbacks, said once for each part and cause. Thread-safe. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingListener.class);

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Says once of each network what of it could not be identified, and what to do. */
    void uncertain(BlockTree tree) {
        if (!tree.uncertainties().isEmpty() && said.add(tree.hash())) {
            LOG.warn(
                    "another network could be taken for this one, {}: {}. To tell them apart, override getCustomMetadata() in"
                            + " the block: return Map.of(\"name\", \"value\")",
                    tree.hash().substring(0, 8),
                    String.join("; ", tree.uncertainties()));
        }
    }

    void warn(String part, Throwable cause) {
        if (said.add(part + cause.getClass().getName())) {
            LOG.warn("recording {} failed; training goes on. Said once for each cause", part, cause);
        }
    }
}
