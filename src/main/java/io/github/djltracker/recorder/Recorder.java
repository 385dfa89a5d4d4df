package io.github.djltracker.recorder;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records one run: accepts points on the training thread, and appends them to a sink on a separate thread.
 *
 * <p>Recording a point copies it into arrays, under a lock that is never held during I/O. It does not wait for the
 * sink, and nothing throws except the argument checks of {@link #series}. Two buffers of {@value #BUFFER_POINTS}
 * points limit the memory to 3.7 MB, at 28 bytes per point. If the sink is slower than the training for so long that
 * they are full, further points are counted as lost, as {@link LossReason#BUFFER_FULL}. A failed append is retried
 * until the sink accepts or rejects the entry. Thread-safe.
 */
public final class Recorder {
    /** How often recorded data is appended: 1 s. */
    public static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);
    /** Points in each of the two buffers. */
    public static final int BUFFER_POINTS = 65_536;
    /** Maximum number of different names and phases in one run. */
    public static final int MAX_SERIES = 10_000;

    /** Stands for a series with an invalid name: its points are counted as {@link LossReason#INVALID}. */
    public static final int INVALID_SERIES = -2;
    /**
     * Stands for a series beyond the limit of the run: its points are counted as {@link LossReason#TOO_MANY_SERIES}.
     */
    public static final int NO_SERIES = -1;

    /** Maximum number of characters of all modules in one buffer. */
    static final long MAX_MODULE_CHARACTERS = 500_000;

    private final UUID run;
    private final Losses losses;
    private final RunWriter writer;
    private final Thread thread;

    private final PointIntake intake;
    private final WriteProgress progress = new WriteProgress();

    /** How the run is marked if the process exits first; written by the training thread. */
    private volatile Exit exit = new Exit(RunStatus.INTERRUPTED, null, atMost -> {});

    /** Whether a caller has announced the end of the run, and will end it. */
    private volatile boolean isLeaving;

    /** Whether the recorder thread has work to do before its timer expires. */
    private volatile boolean awake;

    /** How the run is marked if the process exits, or the tracker is closed, without ending it. */
    private record Exit(RunStatus status, @Nullable String error, Consumer<Duration> last) {}

    Recorder(UUID run, Sink sink, Supplier<RunStart> start, Consumer<Recorder> sampler, Pace pace, int bufferPoints) {
        this.run = run;
        this.losses = new Losses(run);
        this.intake = new PointIntake(bufferPoints, losses, this::wakeUnlessAwake);
        this.writer = new RunWriter(this, run, sink, start, sampler, pace, losses);
        this.thread = new Thread(writer, "tracker-recorder-" + run.toString().substring(0, 8));
        thread.setDaemon(true);
    }

    /**
     * Starts to record a run.
     *
     * @param start creates entry 0; called on the recorder's thread
     * @param sampler called on the recorder's thread immediately and then every 10 s, to record values that belong to
     *     no batch
     * @param flushInterval how often recorded data is appended; more than zero
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

    /** The fill level of the sink, 0 to 1; see {@link Sink#fill}. */
    public double fill() {
        return writer.sink().fill();
    }

    /** The number of points that could not be recorded so far. */
    public long lost() {
        return losses.byReason().values().stream().mapToLong(count -> count).sum();
    }

    /**
     * Closes all live recorders whose sink matches, within this time. Returns true if everything they accepted was
     * stored.
     */
    public static boolean closeAll(Predicate<Sink> sinks, Duration atMost) {
        return LiveRecorders.closeAll(sinks, atMost);
    }

    /**
     * Flushes all live recorders whose sink matches, within this time. Returns true if everything they accepted was
     * stored.
     */
    public static boolean flushAll(Predicate<Sink> sinks, Duration atMost) {
        return LiveRecorders.flushAll(sinks, atMost);
    }

    /**
     * Waits until everything that the live recorders with a matching sink have accepted is in the sink, or counted as
     * lost.
     *
     * @return false if time ran out, or the thread was interrupted
     */
    public static boolean catchUpAll(Predicate<Sink> sinks, Duration atMost) {
        return LiveRecorders.catchUpAll(sinks, atMost);
    }

    /** Whether the run with this id is being recorded in this process, and its end has not been written yet. */
    public static boolean isLive(@Nullable String run) {
        return LiveRecorders.isLive(run);
    }

    public UUID run() {
        return run;
    }

    /**
     * The number under which points of this name and phase are recorded; {@link #NO_SERIES} if the run already has
     * {@value #MAX_SERIES} others, or names and phases of 500,000 characters.
     *
     * @throws IllegalArgumentException if name or phase are not allowed, see {@link Limits#name}
     */
    public int series(String name, @Nullable String phase) {
        return intake.series(new SeriesName(Limits.name("metric name", name), Limits.phase(phase)));
    }

    /**
     * Records an iteration with the metrics of its batch, all or nothing.
     *
     * @param time milliseconds since 1970
     * @param ofSeries numbers from {@link #series}
     * @param count the number of values to take from the two arrays, which are copied
     */
    public void iteration(long step, int epoch, long time, int[] ofSeries, double[] values, int count) {
        intake.iteration(step, epoch, time, ofSeries, values, count);
    }

    /** Records metrics of one step, all or nothing; the parameters are those of {@link #iteration}. */
    public void points(long step, long time, int[] ofSeries, double[] values, int count) {
        intake.points(step, time, ofSeries, values, count);
    }

    /** Records one metric. */
    public void point(int ofSeries, long step, long time, double value) {
        points(step, time, new int[] {ofSeries}, new double[] {value}, 1);
    }

    /** Records a value of the sampler. After the end of the run it is ignored, and not counted as lost. */
    public void sample(int ofSeries, long step, long time, double value) {
        intake.sample(ofSeries, step, time, value);
    }

    /** Records a module of the iteration at its step. */
    public void module(IterationModule module) {
        intake.module(module);
    }

    /** Annotates the run, with the time of the annotation. */
    public void annotate(Annotation said) {
        intake.annotate(said);
    }

    /** Counts points as lost that could not be passed to the recorder. */
    public void lose(LossReason reason, long points) {
        losses.add(requireNonNull(reason, "reason"), points);
    }

    /** The number of points that could not be recorded so far, by {@link LossReason#id()}; empty if there are none. */
    public Map<String, Long> losses() {
        return losses.byReason();
    }

    private void wake() {
        awake = true;
        LockSupport.unpark(thread);
    }

    private void wakeUnlessAwake() {
        if (!awake) {
            wake();
        }
    }

    /**
     * Ends the run after everything recorded before is written. Returns immediately. Only the first call has an
     * effect.
     */
    public void end(RunStatus status, @Nullable String error) {
        end(status, error, Instant.now());
    }

    /** The same for a run that ended at an earlier time. */
    public void end(RunStatus status, @Nullable String error, Instant time) {
        intake.end(new Ending(status, time, error));
        wake();
    }

    /** Announces that {@link #end} will soon be called, so that threads that wait for the run also wait for its end. */
    public void leave() {
        isLeaving = true;
    }

    private boolean isEnding() {
        return isLeaving || intake.ending() != null;
    }

    /**
     * Waits until everything recorded before this call is in the sink, including the end of the run if it has been
     * requested.
     *
     * @return false if time ran out, the sink rejected something, or the thread was interrupted
     */
    public boolean flush(Duration atMost) {
        long accepted = intake.accepted();
        boolean isEnding = isEnding();
        wake();
        return progress.await(accepted, isEnding, atMost) && progress.isComplete();
    }

    /**
     * Waits like {@link #flush}. Returns immediately if nothing is pending, or on the recorder's own thread.
     *
     * @return false if time ran out, or the thread was interrupted
     */
    boolean catchUp(Duration atMost) {
        boolean isEnding = isEnding();
        long accepted = intake.accepted();
        if (progress.isReached(accepted, isEnding) || Thread.currentThread() == thread) {
            return true;
        }
        wake();
        return progress.await(accepted, isEnding, atMost);
    }

    /**
     * Sets how the run ends if the process ends, or the tracker is closed, before {@link #end} is called. Default:
     * INTERRUPTED.
     *
     * @param last called in that case, before the run ends, to record what is still pending, within the given time; on
     *     any thread
     */
    public void atExit(RunStatus status, @Nullable String error, Consumer<Duration> last) {
        exit = new Exit(status, error, last);
    }

    /**
     * Ends the run as {@link #atExit} says, if it has not ended, and waits until all of it is in the sink.
     *
     * @return as for {@link #flush}. If it is false, the recorder keeps trying as long as the process runs.
     */
    public boolean close(Duration atMost) {
        long deadline = System.nanoTime() + WriteProgress.nanos(atMost);
        endAtExit(atMost.dividedBy(2));
        return awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /** Waits like {@link #flush}, until all of a run whose end has been requested is in the sink. */
    public boolean awaitEnd(Duration atMost) {
        return progress.await(0, true, atMost) && progress.isComplete();
    }

    /** Records what is still pending, within this time, and then ends the run as {@link #atExit} says. */
    public void endAtExit(Duration atMost) {
        Exit how = exit;
        try {
            how.last().accept(atMost);
        } finally {
            end(how.status(), how.error());
        }
    }

    Sink sink() {
        return writer.sink();
    }

    // the methods below are called only by the recorder thread

    /** Whether there is work to do now. The call resets the answer. */
    boolean takeAwake() {
        boolean was = awake;
        awake = false;
        return was;
    }

    PointBuffer swap(BatchColumns columns) {
        return intake.swap(columns);
    }

    /** How the run ends; null while it still accepts points. */
    @Nullable
    Ending ending() {
        return intake.ending();
    }

    void settle(long points, boolean arrived) {
        progress.settle(points, arrived);
    }

    void finish() {
        LiveRecorders.remove(this);
        progress.finish();
    }
}
