package io.github.djltracker.server.body;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The limits of a server, so that no client can use up its memory, threads or time.
 *
 * @param bodyBytes maximum size of a request body as received, compressed or not
 * @param inflatedBytes maximum size of a request body after decompression
 * @param bodyMemoryBytes memory for all bodies that are being read and processed
 * @param threads number of threads that process requests
 * @param idleTimeout how long a connection may be silent while the server waits for it
 * @param bytesPerSecond minimum speed of a body, after its first {@value #GRACE_SECONDS} seconds
 * @param watchers maximum number of clients that watch changes
 */
public record ServerLimits(
        long bodyBytes,
        long inflatedBytes,
        long bodyMemoryBytes,
        int threads,
        Duration idleTimeout,
        long bytesPerSecond,
        int watchers) {
    /**
     * 16 MiB as received, 64 MiB decompressed, 256 MiB in total but at most a third of the heap, 64 threads, 30 s, 4
     * KiB/s, 2,000 watchers.
     */
    public static final ServerLimits DEFAULT = new ServerLimits(
            16L << 20,
            64L << 20,
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 3),
            64,
            Duration.ofSeconds(30),
            4 << 10,
            2_000);

    static final int GRACE_SECONDS = 10;
    /** Jetty needs a few for itself. */
    static final int MIN_THREADS = 8;

    public ServerLimits {
        atLeast("bodyBytes", bodyBytes, 1);
        atLeast("inflatedBytes", inflatedBytes, 1);
        atLeast("bodyMemoryBytes", bodyMemoryBytes, 1);
        atLeast("threads", threads, MIN_THREADS);
        atLeast("idleTimeout in ms", requireNonNull(idleTimeout, "idleTimeout").toMillis(), 1);
        atLeast("bytesPerSecond", bytesPerSecond, 0);
        atLeast("watchers", watchers, 0);
    }

    private static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " " + value + " is too small: at least " + least);
        }
    }
}
