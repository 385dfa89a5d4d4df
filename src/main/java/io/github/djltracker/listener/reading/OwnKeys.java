package io.github.djltracker.listener.reading;

import java.util.BitSet;

/**
 * Numbers for the accumulator keys of trainings that compute evaluators themselves. An accumulator can be reset but
 * not removed, so numbers are reused, to keep evaluators that outlive many trainings from filling up. Thread-safe.
 */
final class OwnKeys {
    private static final BitSet TAKEN = new BitSet();

    private OwnKeys() {}

    static int take() {
        synchronized (TAKEN) {
            int free = TAKEN.nextClearBit(0);
            TAKEN.set(free);
            return free;
        }
    }

    static void giveBack(int number) {
        synchronized (TAKEN) {
            TAKEN.clear(number);
        }
    }
}
