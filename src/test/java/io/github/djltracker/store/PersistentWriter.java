package io.github.djltracker.store;

import static org.awaitility.Awaitility.await;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Appends the entries of {@link WriterProcess} to runs, and retries each until the store accepts it. Thread-safe. */
final class PersistentWriter {
    /** The number of entries that were accepted. {@code refused} counts the failed attempts. */
    final AtomicInteger appended = new AtomicInteger();

    final AtomicInteger refused = new AtomicInteger();
    private final int entries;

    /**
     * A writer of runs that all have the same length.
     *
     * @param entries per run, including its start and its end
     */
    PersistentWriter(int entries) {
        this.entries = entries;
    }

    void append(SqlStore store, UUID run) {
        for (int i = 0; i < entries; i++) {
            RunEntry entry = WriterProcess.entry(run, i, entries);
            await().atMost(Duration.ofMinutes(2)).until(() -> isAppended(store, run, entry));
            appended.incrementAndGet();
        }
    }

    private boolean isAppended(SqlStore store, UUID run, RunEntry entry) {
        try {
            store.logs().append(run, entry);
            return true;
        } catch (UnavailableException e) {
            refused.incrementAndGet();
            return false;
        }
    }
}
