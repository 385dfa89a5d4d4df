package io.github.djltracker.store.log;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.session.ListQuery;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Appends to the runs of a database. Appends that wait at the same time are written in one transaction, in the order of
 * their arrival: by one of the waiting threads, or by a thread of this class if no thread waits. When the call returns
 * or its future completes, the entries are committed, or rejected without effect on other appends. Thread-safe.
 */
public final class Appends {
    /** A transaction with this many points takes no further append, so that large appends do not delay others. */
    static final long MOST_POINTS = 20_000;

    private static final long IDLE_SECONDS = 10;

    private final Database database;
    private final Clock clock;
    /**
     * Writes appends for which no thread waits. Has as many threads as the database has writers, plus some that are
     * still completing futures.
     */
    private final Executor writers = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Appends::thread);

    private final Object lock = new Object();
    // all guarded by lock
    private final Deque<Append> waiting = new ArrayDeque<>();
    private final Set<UUID> busy = new HashSet<>();
    private int writing;

    public Appends(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Appends entries with consecutive sequence numbers to a run: all of them or none.
     *
     * @param entries at least one; those that the run already has are skipped
     * @return the sequence number of the next expected entry
     */
    public long append(UUID run, List<RunEntry> entries) {
        Append append = new Append(run, entries);
        if (database.isWriting()) {
            // part of a larger transaction of this thread, which appends of other threads cannot join
            new AppendGroup(database, List.of(append), clock.millis()).write();
        } else if (isFirst(append) || append.awaitsWriting()) {
            writeWith(append);
        }
        return append.outcome();
    }

    /**
     * Appends like {@link #append}, without waiting for other appends or for the disk.
     *
     * @return a future completed by the thread that wrote the entries, which other appends wait for
     */
    public CompletableFuture<Long> appendAsync(UUID run, List<RunEntry> entries) {
        if (database.isWriting()) {
            return CompletableFuture.supplyAsync(() -> append(run, entries), Runnable::run);
        }
        Append append = new Append(run, entries);
        if (isFirst(append)) {
            append.letWrite();
        }
        return append.mustWrite()
                .thenCompose(
                        mustWrite -> mustWrite ? written(append) : CompletableFuture.completedFuture(append.outcome()));
    }

    private CompletableFuture<Long> written(Append append) {
        try {
            return CompletableFuture.supplyAsync(() -> outcomeOf(append), writers);
        } catch (OutOfMemoryError e) { // no thread can be started, so use this one
            return CompletableFuture.completedFuture(outcomeOf(append));
        }
    }

    private long outcomeOf(Append append) {
        writeWith(append);
        return append.outcome();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tracker-append");
        thread.setDaemon(true);
        return thread;
    }

    /** The number of appends that wait for their turn. */
    int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Whether this thread may write now. Otherwise the append waits for its turn. */
    private boolean isFirst(Append append) {
        synchronized (lock) {
            if (writing < database.writers() && busy.add(append.run)) {
                writing++;
                return true;
            }
            waiting.add(append);
            return false;
        }
    }

    private void writeWith(Append first) {
        List<Append> group = new ArrayList<>();
        group.add(first);
        try {
            addWaiting(group);
            new AppendGroup(database, group, clock.millis()).write();
        } finally {
            handOn(group);
            group.forEach(Append::close);
        }
    }

    /**
     * Adds waiting appends: the first of each run. An append that starts a run is written in a transaction of its own.
     */
    private void addWaiting(List<Append> group) {
        Append first = group.get(0);
        if (first.isStart()) {
            return;
        }
        long points = first.points;
        Set<UUID> starting = new HashSet<>();
        synchronized (lock) {
            Iterator<Append> all = waiting.iterator();
            while (all.hasNext() && group.size() < ListQuery.MOST && points < MOST_POINTS) {
                Append next = all.next();
                if (next.isStart()) {
                    starting.add(next.run);
                } else if (!starting.contains(next.run) && busy.add(next.run)) {
                    all.remove();
                    group.add(next);
                    points += next.points;
                }
            }
        }
    }

    /** Signals the next waiting appends to write. */
    private void handOn(List<Append> written) {
        List<Append> next = new ArrayList<>();
        synchronized (lock) {
            written.forEach(append -> busy.remove(append.run));
            writing--;
            Iterator<Append> all = waiting.iterator();
            while (all.hasNext() && writing < database.writers()) {
                Append one = all.next();
                if (busy.add(one.run)) {
                    all.remove();
                    next.add(one);
                    writing++;
                }
            }
        }
        next.forEach(Append::letWrite);
    }
}
