package io.github.djltracker.outbox.delivery;

/**
 * How many runs share a request: at first as many as possible, a quarter after each failure, and twice as many after
 * each success. If even a few fail, requests of one run are sent for a while, and for longer each time. This finds a
 * run that cannot be sent, and anything on the way that does not accept such requests. Confined to the courier.
 */
final class Sharing {
    private static final int MOST = 1 << 16;
    private static final int FEW = 4;
    /** Number of requests of one run before several runs are tried again, if the destination does not support that. */
    private static final int MAX_PATIENCE = 1_000;

    private int most = MOST;
    private int patience = 1;
    /** Requests of one run that must succeed first. */
    private int alone;

    private boolean isSuspect;

    /** Maximum number of runs in the next request. */
    int most(Destination destination) {
        return alone > 0 ? 1 : Math.min(most, destination.mostRuns());
    }

    /**
     * Whether the last request was of several runs and failed. If the next one, of one run, fails too, this run may be
     * the cause.
     */
    boolean takeSuspect() {
        boolean was = isSuspect;
        isSuspect = false;
        return was;
    }

    /** A request of several runs was answered. */
    void succeeded() {
        patience = 1;
        most = Math.min(MOST, 2 * most);
    }

    /** A request of this many runs was not answered, or rejected as a whole. */
    void failed(int runs) {
        isSuspect = true;
        most = Math.max(1, runs / FEW);
        if (runs <= FEW) {
            alone = patience;
            patience = Math.min(MAX_PATIENCE, 2 * patience);
        }
    }

    /** The destination takes one run at a time. */
    void unsupported() {
        alone = MAX_PATIENCE;
    }

    /** A request of one run was answered. */
    void succeededAlone() {
        alone = Math.max(0, alone - 1);
        most = alone == 0 ? Math.max(2, most) : most;
    }
}
