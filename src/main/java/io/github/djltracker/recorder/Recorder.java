package io.github.djltracker.recorder;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records one run: takes points from the training thread and appends them to a sink from a thread of its own.
 *
 * <p>Taking a point is a copy into arrays under a lock that is never held during I/O; nothing here waits for the sink,
 * and nothing throws, but for the argument checks of {@link #series}. Two buffers of {@value #BUFFER_POINTS} points
 * bound the memory to 28 bytes a point, 3.7 MB in all. When the sink is slower than the training for so long that they
 * are full, further points are counted as lost under {@link LossReason#BUFFER_FULL}, and a failing sink is tried again
 * until it takes what waits. Thread-safe.
 */
public final class Recorder {
    /** How often what was recorded is appended: 250 ms. */
    public static final Duration FLUSH_INTERVAL = Duration.ofMillis(250);
    /** Points in each of the two buffers. */
    public static final int BUFFER_POINTS = 65_536;
    /** Different names and phases in one run. */
    public static final int MAX_SERIES = 10_000;

    /** Stands for a name that is not allowed: its points are counted as {@link LossReason#INVALID}. */
    public static final int INVALID_SERIES = -2;
    /** Stands for a name that the run has no room for: its points are {@link LossReason#TOO_MANY_SERIES}. */
    public static final int NO_SERIES = -1;

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Characters of all names and phases of a run. */
    static final long MAX_NAME_CHARACTERS = 500_000;
    /** Characters of all the modules that wait in one buffer. */
    static final long MAX_MODULE_CHARACTERS = 500_000;

    private final UUID run;
    private final Losses losses;
    private final RunWriter writer;
    private final Thread thread;

    // guarded by lock
    private final Object lock = new Object();
    private final Map<SeriesName, Integer> series = new HashMap<>();
    private List<SeriesName> unlearnt = new ArrayList<>();
    private long nameCharacters;
    private PointBuffer filling;
    private PointBuffer spare;
    /** Points and modules taken; the start counts as one. */
    private long accepted = 1;

    private @Nullable Ending ending;

    /** How the run ends if the process does; written by the training thread. */
    private volatile Exit exit = new Exit(RunStatus.INTERRUPTED, null, () -> {});

    // guarded by progress, which is never taken together with lock
    private final Object progress = new Object();
    private long settled;
    private boolean complete = true;
    private boolean done;

    /** Whether the recorder thread has something to do before its timer says so. */
    private volatile boolean awake;

    /** How a run ends that nobody ends. */
    private record Exit(RunStatus status, @Nullable String error, Runnable last) {}

    /** How a run ends. */
    record Ending(RunStatus status, Instant time, @Nullable String error) {}

    Recorder(UUID run, Sink sink, Supplier<RunStart> start, Consumer<Recorder> sampler, Pace pace, int bufferPoints) {
        this.run = run;
        this.losses = new Losses(run);
        this.filling = new PointBuffer(bufferPoints);
        this.spare = new PointBuffer(bufferPoints);
        this.writer = new RunWriter(this, run, sink, start, sampler, pace, losses);
        this.thread = new Thread(writer, "tracker-recorder-" + run.toString().substring(0, 8));
        thread.setDaemon(true);
    }

    /**
     * Starts to record a run.
     *
     * @param start makes entry 0, on the recorder's thread
     * @param sampler called on the recorder's thread at once and then every 10 s, to record what has no batch
     * @param flushInterval how often what was recorded is appended; more than zero
     */
    public static Recorder start(
            UUID run, Sink sink, Supplier<RunStart> start, Consumer<Recorder> sampler, Duration flushInterval) {
        Recorder recorder = new Recorder(run, sink, start, sampler, Pace.real(flushInterval), BUFFER_POINTS);
        recorder.start();
        return recorder;
    }

    void start() {
        LiveRecorders.add(this);
        thread.start();
    }

    /** Closes all live recorders whose sink matches, in at most the time given; whether all that they took arrived. */
    public static boolean closeAll(Predicate<Sink> sinks, Duration atMost) {
        return LiveRecorders.closeAll(sinks, atMost);
    }

    /** Flushes all live recorders whose sink matches, in at most the time given; whether all that they took arrived. */
    public static boolean flushAll(Predicate<Sink> sinks, Duration atMost) {
        return LiveRecorders.flushAll(sinks, atMost);
    }

    /** Whether a run, by the text of its id, is being recorded in this process and has not been written to its end. */
    public static boolean isLive(@Nullable String run) {
        return LiveRecorders.isLive(run);
    }

    public UUID run() {
        return run;
    }

    /**
     * The number under which points of this name and phase are recorded; {@link #NO_SERIES} once the run has {@value
     * #MAX_SERIES} others, or 500,000 characters of them.
     *
     * @throws IllegalArgumentException if name or phase are not allowed, see {@link Limits#name}
     */
    public int series(String name, @Nullable String phase) {
        SeriesName key = new SeriesName(Limits.name("metric name", name), Limits.phase(phase));
        synchronized (lock) {
            Integer known = series.get(key);
            if (known != null) {
                return known;
            }
            long characters = name.length() + (phase == null ? 0L : phase.length());
            if (series.size() >= MAX_SERIES || nameCharacters + characters > MAX_NAME_CHARACTERS) {
                return NO_SERIES;
            }
            nameCharacters += characters;
            int number = series.size();
            series.put(key, number);
            unlearnt.add(key);
            return number;
        }
    }

    /**
     * Records an iteration with the metrics of its batch, all or nothing.
     *
     * @param time milliseconds since 1970
     * @param ofSeries numbers from {@link #series}
     * @param count how many of the two arrays, which are copied, to take
     */
    public void iteration(long step, int epoch, long time, int[] ofSeries, double[] values, int count) {
        synchronized (lock) {
            if (isRefused(step, time, count + 1)) {
                return;
            }
            filling.add(PointBuffer.ITERATION, step, time, epoch);
            take(step, time, ofSeries, values, count);
            accepted += count + 1L;
            wakeWhenHalfFull();
        }
    }

    /** Records metrics of one step, all or nothing; the parameters are those of {@link #iteration}. */
    public void points(long step, long time, int[] ofSeries, double[] values, int count) {
        synchronized (lock) {
            if (isRefused(step, time, count)) {
                return;
            }
            take(step, time, ofSeries, values, count);
            accepted += count;
            wakeWhenHalfFull();
        }
    }

    /** Records one metric. */
    public void point(int ofSeries, long step, long time, double value) {
        points(step, time, new int[] {ofSeries}, new double[] {value}, 1);
    }

    /** Records what the sampler saw; after the end of the run it is no loss that nobody looks any more. */
    public void sample(int ofSeries, long step, long time, double value) {
        synchronized (lock) {
            if (ending == null) {
                point(ofSeries, step, time, value);
            }
        }
    }

    /** Records a module of the iteration at its step. */
    public void module(IterationModule module) {
        long characters = module.toString().length();
        synchronized (lock) {
            if (ending != null) {
                losses.add(LossReason.CLOSED, 1);
            } else if (filling.add(module, characters)) {
                accepted++;
            } else {
                losses.add(LossReason.BUFFER_FULL, 1);
            }
        }
    }

    /** Counts points that could not even be handed over. */
    public void lose(LossReason reason, long points) {
        losses.add(requireNonNull(reason, "reason"), points);
    }

    /** How many points could not be recorded so far, by {@link LossReason#id()}. Empty if none. */
    public Map<String, Long> losses() {
        return losses.byReason();
    }

    private boolean isRefused(long step, long time, int points) {
        if (ending != null) {
            losses.add(LossReason.CLOSED, points);
        } else if (step < 0 || step > Limits.MAX_INTEGER || time < 0 || time > Limits.MAX_INTEGER) {
            losses.add(LossReason.INVALID, points);
        } else if (!filling.hasRoomFor(points)) {
            losses.add(LossReason.BUFFER_FULL, points);
        } else {
            return false;
        }
        return true;
    }

    private void take(long step, long time, int[] ofSeries, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (ofSeries[i] < 0) {
                losses.add(ofSeries[i] == NO_SERIES ? LossReason.TOO_MANY_SERIES : LossReason.INVALID, 1);
                accepted--;
            } else {
                filling.add(ofSeries[i], step, time, values[i]);
            }
        }
    }

    private void wakeWhenHalfFull() {
        if (!awake && filling.isHalfFull()) {
            wake();
        }
    }

    private void wake() {
        awake = true;
        LockSupport.unpark(thread);
    }

    /** Ends the run: what was recorded before is written, and then the end. Returns at once; the first call counts. */
    public void end(RunStatus status, @Nullable String error) {
        Ending wanted = new Ending(status, Instant.now(), error);
        synchronized (lock) {
            if (ending == null) {
                ending = wanted;
            }
        }
        wake();
    }

    /**
     * Waits until everything recorded before this call is in the sink, the end of the run too if it has been asked for.
     *
     * @return false if it is not, because time ran out, the sink refused something, or the thread was interrupted
     */
    public boolean flush(Duration atMost) {
        long wanted;
        boolean isEnding;
        synchronized (lock) {
            wanted = accepted;
            isEnding = ending != null;
        }
        wake();
        return await(wanted, isEnding, atMost);
    }

    /**
     * Says how the run is to end if the process ends, or the tracker is closed, before {@link #end} is called:
     * INTERRUPTED unless told otherwise.
     *
     * @param last called then, before the run ends, to record what is still to be recorded; on any thread
     */
    public void atExit(RunStatus status, @Nullable String error, Runnable last) {
        exit = new Exit(status, error, last);
    }

    /**
     * Ends the run as {@link #atExit} says, if it has not ended, and waits until it is all in the sink.
     *
     * @return as {@link #flush}. After false the recorder goes on trying for as long as the process lives.
     */
    public boolean close(Duration atMost) {
        endAtExit();
        return awaitEnd(atMost);
    }

    /** Waits until the run, whose end has been asked for, is all in the sink; as {@link #flush}. */
    public boolean awaitEnd(Duration atMost) {
        return await(0, true, atMost);
    }

    /** A duration that the clock can count; 100 years are for ever. */
    static long nanos(Duration atMost) {
        return atMost.compareTo(FOR_EVER) < 0 ? atMost.toNanos() : FOR_EVER.toNanos();
    }

    private boolean await(long wanted, boolean end, Duration atMost) {
        long deadline = System.nanoTime() + nanos(atMost);
        synchronized (progress) {
            while (end ? !done : settled < wanted && !done) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    progress.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return complete;
        }
    }

    /** Ends the run as {@link #atExit} says. */
    public void endAtExit() {
        Exit how = exit;
        try {
            how.last().run();
        } finally {
            end(how.status(), how.error());
        }
    }

    Sink sink() {
        return writer.sink();
    }

    // what follows is called by the recorder thread alone

    /** Whether there is something to do at once; asking takes the answer away. */
    boolean takeAwake() {
        boolean was = awake;
        awake = false;
        return was;
    }

    /** Takes the full buffer and leaves the spare one, which comes back with the next call. */
    PointBuffer swap(BatchColumns columns) {
        synchronized (lock) {
            PointBuffer full = filling;
            filling = spare;
            spare = full;
            filling.clear();
            columns.learn(unlearnt);
            unlearnt = new ArrayList<>();
            return full;
        }
    }

    /** How the run ends, once it does and nothing more can come; null before. */
    @Nullable
    Ending ending() {
        synchronized (lock) {
            return ending;
        }
    }

    void settle(long points, boolean arrived) {
        synchronized (progress) {
            settled += points;
            complete &= arrived;
            progress.notifyAll();
        }
    }

    void finish() {
        LiveRecorders.remove(this);
        synchronized (progress) {
            done = true;
            progress.notifyAll();
        }
    }
}
