package io.github.djltracker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random runs in any store, made from a seed, and their contents for comparison. */
public final class RandomStore {
    private static final int RUNS = 8;

    private RandomStore() {}

    /** Adds runs, one after the other; some of them have not ended. */
    public static void fill(Store store, long seed) {
        RandomEntries entries = new RandomEntries(new Random(seed));
        for (int i = 0; i < RUNS; i++) {
            UUID run = new UUID(seed, i);
            store.logs().append(run, entries.start(run, "e" + i % 2, "h" + i % 3, null));
            int batches = i * 3;
            for (int sequence = 1; sequence <= batches; sequence++) {
                store.logs().append(run, entries.batch(sequence, 10L * sequence));
            }
            if (i % 4 != 3) {
                store.logs().append(run, entries.end(batches + 1L));
            }
        }
    }

    /** Everything that can be read of every model. */
    public static List<Seen> seen(Store store) {
        List<Seen> all = new ArrayList<>();
        for (Experiment experiment : store.experiments().list()) {
            for (Model model : experiment.models().list()) {
                all.add(Seen.of(model).withoutIds());
            }
        }
        assertThat(all).isNotEmpty();
        return all;
    }
}
