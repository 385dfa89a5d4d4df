package io.github.djltracker.listener.checkpoint;

import io.github.djltracker.recorder.LossReason;
import io.github.djltracker.recorder.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that finds and reads the checkpoints of a run, with its tasks. A file is recorded once it has not
 * changed for {@link #SETTLE} and has been read completely. If it cannot be read, it is recorded without its hash,
 * which is counted. Other files are still detected while one is read. Thread-safe; no disk access happens under the
 * monitor.
 */
final class CheckpointThread {
    /** How long a file must have been unchanged. */
    static final Duration SETTLE = Duration.ofMillis(250);
    /** Maximum number of files that wait to be read. */
    static final int MAX_WAITING = 256;
    /** Maximum number of folders that are searched. */
    static final int MAX_FOLDERS = 64;
    /** How long the end of the run waits for files to be read. */
    static final Duration READ_AT_END = Duration.ofSeconds(30);
    /** How long it waits for a save to begin. */
    private static final Duration SAVE_AT_END = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointThread.class);

    private final Recorder recorder;
    private final CheckpointRecords records;
    private final SavedFiles files;
    private final FileReading reading;

    private final Object monitor = new Object();
    // guarded by monitor
    private final Set<Path> folders = new LinkedHashSet<>();
    private final Deque<SavedFile> named = new ArrayDeque<>();
    private final Deque<SavedFile> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean isAsked;
    private boolean isLooking;
    private boolean isUnfinished;
    private boolean isOver;
    private @Nullable Ending ending;

    /**
     * How the run ends.
     *
     * @param saved whether the checkpoint that was expected at the end was saved; null if none was expected
     * @param deadline when the last file must have been read, on the nano clock
     */
    private record Ending(Runnable then, @Nullable BooleanSupplier saved, long begin, long deadline) {}

    CheckpointThread(Recorder recorder) {
        this.recorder = recorder;
        this.records = new CheckpointRecords(recorder);
        this.files = new SavedFiles(recorder.run().toString(), this::unreadable);
        this.reading = new FileReading(files, records, this::goesOn, this::pause);
    }

    private void unreadable(Path path, IOException cause) {
        recorder.lose(LossReason.UNREADABLE, 1);
        LOG.warn("checkpoints may be missing in run {}: {} cannot be read", recorder.run(), path, cause);
    }

    void add(Path folder) {
        synchronized (monitor) {
            if (folders.size() < MAX_FOLDERS) {
                folders.add(folder.toAbsolutePath().normalize());
            }
        }
    }

    /** Whether there are folders to search, or the thread has been started. */
    boolean isAnywhere() {
        synchronized (monitor) {
            return !folders.isEmpty() || thread != null;
        }
    }

    void lookIfAnywhere() {
        if (isAnywhere()) {
            look();
        }
    }

    void look() {
        synchronized (monitor) {
            isAsked = true;
            wake();
        }
    }

    void named(SavedFile file) {
        synchronized (monitor) {
            if (isOver) {
                recorder.lose(LossReason.CLOSED, 1);
            } else if (named.size() >= MAX_WAITING) {
                recorder.lose(LossReason.BUFFER_FULL, 1);
            } else {
                named.add(file);
                isAsked = true;
                wake();
            }
        }
    }

    /** Calls {@code then} once everything saved has been recorded, or time has run out. */
    void end(Runnable then, @Nullable BooleanSupplier saved) {
        long now = System.nanoTime();
        synchronized (monitor) {
            ending = new Ending(then, saved, now, now + READ_AT_END.toNanos());
            isAsked = true;
            wake();
        }
    }

    /** Starts the thread if it does not run yet, and wakes up waiting threads. */
    private void wake() {
        if (thread == null && !isOver) {
            thread = new Thread(
                    this::work,
                    "tracker-checkpoints-" + recorder.run().toString().substring(0, 8));
            thread.setDaemon(true);
            thread.start();
        }
        monitor.notifyAll();
    }

    /** Waits until there is nothing left to do. Returns false if time ran out or the thread was interrupted. */
    boolean await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (monitor) {
            while (!isOver && (isAsked || isLooking || isUnfinished || !waiting.isEmpty())) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || !sleep(Duration.ofNanos(left))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Waits like {@link #await}, then records the remaining files in their current state; the thread does nothing
     * more.
     */
    void endNow(Duration atMost) {
        await(atMost);
        List<SavedFile> left;
        synchronized (monitor) {
            if (isOver) {
                return;
            }
            isOver = true;
            left = new ArrayList<>(waiting);
            left.addAll(named);
            monitor.notifyAll();
        }
        left.forEach(file -> records.add(file, null));
    }

    /** Waits on the monitor; false if the thread was interrupted. */
    @SuppressWarnings("WaitNotInLoop") // the callers check their conditions again
    private boolean sleep(Duration time) {
        try {
            monitor.wait(Math.max(1, time.toMillis()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // the methods below are called only by the thread

    private void work() {
        try {
            records.host();
            while (awaitWork()) {
                lookIfAsked();
                SavedFile next;
                synchronized (monitor) {
                    next = waiting.peek();
                }
                if (next != null) {
                    take(next);
                }
            }
        } catch (Throwable e) { // nothing else catches it on this thread, and the run must end
            LOG.warn("checkpoints of run {} are no longer recorded", recorder.run(), e);
        } finally {
            finish();
        }
    }

    /** Waits for work. Returns false if the thread should end. */
    private boolean awaitWork() {
        synchronized (monitor) {
            while (!isOver && !isAsked && waiting.isEmpty()) {
                Ending how = ending;
                if (how == null && !isUnfinished) {
                    sleep(Duration.ofHours(1));
                } else if (isUnfinished || (how != null && isStillToBeSaved(how))) {
                    boolean isUnfinishedFile = isUnfinished;
                    sleep(isUnfinishedFile ? SETTLE : POLL);
                    isAsked |= isUnfinishedFile;
                } else {
                    return false;
                }
                if (Thread.interrupted()) {
                    return false;
                }
            }
            return !isOver;
        }
    }

    /** Whether a save is still expected. When the model reports it, the folders are searched once more. */
    private boolean isStillToBeSaved(Ending how) {
        if (how.saved() == null || System.nanoTime() - how.begin() > SAVE_AT_END.toNanos()) {
            return false;
        }
        if (how.saved().getAsBoolean()) {
            ending = new Ending(how.then(), null, how.begin(), how.deadline());
            isAsked = true;
        }
        return true;
    }

    private void lookIfAsked() {
        List<Path> where;
        List<SavedFile> files;
        synchronized (monitor) {
            if (!isAsked) {
                return;
            }
            isAsked = false;
            isLooking = true;
            where = List.copyOf(folders);
            files = List.copyOf(named);
        }
        List<SavedFile> found = new ArrayList<>();
        files.forEach(file -> found.addAll(this.files.named(file)));
        found.addAll(this.files.in(where));
        synchronized (monitor) {
            isLooking = false;
            isUnfinished = this.files.isUnfinished();
            if (isOver) {
                return;
            }
            files.forEach(file -> named.removeFirst());
            for (SavedFile file : found) {
                if (waiting.stream().anyMatch(file::isOfSameSave)) {
                    continue; // the waiting file will be read in its latest state
                }
                if (waiting.size() < MAX_WAITING) {
                    waiting.add(file);
                } else {
                    records.add(file, null);
                }
            }
            monitor.notifyAll();
        }
    }

    /** Reads a file and records it, unless another thread has done so. */
    private void take(SavedFile file) {
        FileReading.Read read = reading.read(file);
        synchronized (monitor) {
            if (!isOver) {
                waiting.removeFirst();
                records.add(read.file(), read.hash());
                if (read.hash() != null) {
                    files.know(read.file().path(), read.file().state());
                }
                monitor.notifyAll();
            }
        }
    }

    /** Gives a file time to be written, unless recording is over. */
    private void pause() {
        synchronized (monitor) {
            if (!isOver) {
                sleep(SETTLE);
            }
        }
    }

    /** Whether there is still time to read. Also searches for other files, if requested. */
    private boolean goesOn() {
        lookIfAsked();
        synchronized (monitor) {
            return !isOver
                    && !Thread.currentThread().isInterrupted()
                    && (ending == null || System.nanoTime() - ending.deadline() < 0);
        }
    }

    private void finish() {
        Ending how;
        synchronized (monitor) {
            // the thread that was first ends the run, after it has recorded the remaining files
            how = isOver ? null : ending;
            isOver = true;
            monitor.notifyAll();
        }
        if (how != null) {
            how.then().run();
        }
    }
}
