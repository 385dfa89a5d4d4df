package io.github.djltracker.store.log;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Entries to append to a run, and the outcome. Thread-safe. */
final class Append {
    /** The signal to a waiting append whose turn has come. */
    private enum Turn {
        WRITE,
        WAS_WRITTEN
    }

    final UUID run;
    final List<RunEntry> entries;
    final long points;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();
    // set by the thread that writes the append, before it reads them itself or signals the waiting thread
    private long next;
    private @Nullable RuntimeException refusal;
    private boolean isDone;

    Append(UUID run, List<RunEntry> entries) {
        this.run = run;
        this.entries = entries;
        long sum = 0;
        for (RunEntry entry : entries) {
            if (entry instanceof RunBatch batch) {
                sum += batch.points();
            }
        }
        points = sum;
    }

    boolean isStart() {
        return entries.get(0) instanceof RunStart;
    }

    boolean isEnd() {
        return entries.get(entries.size() - 1) instanceof RunEnd;
    }

    /** Signals the waiting thread to write its own entries and those of other waiting appends. */
    void letWrite() {
        turn.complete(Turn.WRITE);
    }

    /** Waits for the turn; true if this thread has to write, false if another thread has written the entries. */
    boolean awaitsWriting() {
        return turn.join() == Turn.WRITE;
    }

    /** Like {@link #awaitsWriting}, but as a future, which the writing thread completes. */
    CompletableFuture<Boolean> mustWrite() {
        return turn.thenApply(what -> what == Turn.WRITE);
    }

    void succeeded(long wantedNext) {
        next = wantedNext;
        isDone = true;
    }

    void failed(RuntimeException why) {
        refusal = why;
        isDone = true;
    }

    /** Fails the append if it has no outcome yet, and signals the waiting thread. */
    void close() {
        if (!isDone) {
            failed(new UnavailableException("the thread that wrote the entry failed"));
        }
        turn.complete(Turn.WAS_WRITTEN);
    }

    /** The sequence number of the next expected entry, or throws the failure. */
    long outcome() {
        if (refusal != null) {
            throw refusal;
        }
        return next;
    }
}
