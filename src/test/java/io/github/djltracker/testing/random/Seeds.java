package io.github.djltracker.testing.random;

import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seeds of random tests. They are logged; {@code -Dseed=...} repeats a failure. */
public final class Seeds {
    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    private Seeds() {}

    /** The given seed, or a new one. */
    public static long next() {
        String given = System.getProperty("seed");
        long seed = given == null ? ThreadLocalRandom.current().nextLong() : Long.parseLong(given);
        LOG.info("-Dseed={}", seed);
        return seed;
    }
}
