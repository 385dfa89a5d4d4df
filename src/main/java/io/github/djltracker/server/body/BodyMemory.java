package io.github.djltracker.server.body;

import io.github.djltracker.server.problem.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/** Memory for all bodies that are being read and processed. Each takes a share. Thread-safe. */
public final class BodyMemory {
    private static final int RETRY_AFTER_SECONDS = 2;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    public BodyMemory(long most) {
        this.most = most;
    }

    public long taken() {
        return taken.get();
    }

    Share share() {
        return new Share();
    }

    /** The share of one request, which is returned when the request ends. Used by one thread at a time. */
    public final class Share {
        private long bytes;
        private boolean over;

        /**
         * Takes more.
         *
         * @throws Refusal with 413 if the request alone needs more than there is, otherwise with 503
         */
        public synchronized void take(long more) {
            if (over) {
                throw new IllegalStateException("the request is over");
            }
            if (bytes + more > most) {
                throw Refusal.tooLarge(
                        "the body needs more memory than the server has for all bodies: " + most + " bytes");
            }
            if (taken.addAndGet(more) > most) {
                taken.addAndGet(-more);
                throw Refusal.unavailable("the server is busy with other bodies", RETRY_AFTER_SECONDS);
            }
            bytes += more;
        }

        /** Gives some of it back. */
        synchronized void give(long some) {
            if (!over) {
                bytes -= some;
                taken.addAndGet(-some);
            }
        }

        synchronized void giveBack() {
            if (!over) {
                over = true;
                taken.addAndGet(-bytes);
            }
        }
    }
}
