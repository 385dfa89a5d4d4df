package io.github.djltracker.listener;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.listener.checkpoint.CheckpointWatch;
import io.github.djltracker.listener.environment.SafeText;
import io.github.djltracker.listener.reading.Points;
import io.github.djltracker.listener.reading.Progress;
import io.github.djltracker.recorder.LossReason;
import io.github.djltracker.recorder.Recorder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of one trainer while it goes on: for values of your own, for loops that DJL does not report, and to say that
 * the training failed. Thread-safe, but for {@link #advance}, which belongs to the training thread.
 *
 * <p>Nothing here throws or waits, {@link #flush} aside: a value that cannot be recorded, for its name or because the
 * run is over, is counted in {@link #losses}.
 */
public final class TrackedRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrackedRun.class);

    private final Recorder recorder;
    private final Progress progress;
    private final CarriedState carrier;
    private final String hash;
    private final CheckpointWatch checkpoints;
    private final Object annotated = new Object();
    /** What was said here; guarded by annotated. */
    private Annotations said = Annotations.NONE;

    private volatile @Nullable String error;
    private volatile Consumer<Duration> last = atMost -> {};

    TrackedRun(Recorder recorder, Progress progress, CarriedState carrier, String hash, CheckpointWatch checkpoints) {
        this.checkpoints = checkpoints;
        this.recorder = recorder;
        this.progress = progress;
        this.carrier = carrier;
        this.hash = hash;
    }

    /** The id under which the run is read again, see {@link io.github.djltracker.domain.run.Runs#read}. */
    public UUID id() {
        return recorder.run();
    }

    /** The hash of the network that is trained. */
    public String hash() {
        return hash;
    }

    /** The last step taken; 0, or the step it was resumed from, before the first. */
    public long step() {
        return progress.step();
    }

    /**
     * Takes a step and records its iteration, for training loops whose batches are not reported to listeners.
     *
     * @return the new step
     */
    public long advance() {
        long step = progress.step() + 1;
        progress.step(step);
        recorder.iteration(step, progress.epoch() + 1, System.currentTimeMillis(), new int[0], new double[0], 0);
        carrier.write(progress);
        return step;
    }

    /** Records a value at the current step, in no phase. */
    public void log(String name, double value) {
        log(name, value, progress.step(), null);
    }

    /** Records a value at the current step. */
    public void log(String name, double value, @Nullable String phase) {
        log(name, value, progress.step(), phase);
    }

    /** Records a value at a step of your choice. */
    public void log(String name, double value, long step, @Nullable String phase) {
        recorder.point(Points.series(recorder, name, phase), step, System.currentTimeMillis(), value);
    }

    /** Records how the current step is trained, such as an augmentation that was switched on. */
    public void module(String name, Map<String, ? extends @Nullable Object> attributes) {
        try {
            recorder.module(
                    new IterationModule(progress.step(), new ModuleRecord(name, Attributes.copyOf(attributes))));
        } catch (IllegalArgumentException | NullPointerException e) {
            recorder.lose(LossReason.INVALID, 1);
            LOG.debug("a module is not recorded: {}", e.getMessage());
        }
    }

    /**
     * Records that the model, or a part of it, was saved into this file at the current step: its size, its SHA-256 and where it is. The
     * file is read by another thread, a moment later, and left as it is. Of a folder, each file below it is recorded.
     *
     * <p>Files that DJL writes, by {@code model.save} or its SaveModelTrainingListener, are noticed without this call. It is for
     * files in other formats, and for several saves in a row into several folders. Before the first step there is nothing
     * that it could belong to: it is counted in {@link #losses}.
     */
    public void checkpoint(Path file) {
        checkpoints.saved(file);
    }

    /** Names the run, in place of a name such as {@code quiet-heron-417}. */
    public void name(String name) {
        annotate(() -> Annotation.name(name));
    }

    /** Tags the run. */
    public void tag(String name) {
        annotate(() -> Annotation.tag(name));
    }

    /** Tags the run; a value of null takes the tag away. */
    public void tag(String name, @Nullable String value) {
        annotate(() -> Annotation.tag(name, value));
    }

    /** Notes something about the run in Markdown, in place of what was noted before. */
    public void note(String markdown) {
        annotate(() -> Annotation.note(markdown));
    }

    private void annotate(Supplier<Annotation> said) {
        try {
            annotate(said.get());
        } catch (IllegalArgumentException | NullPointerException e) {
            recorder.lose(LossReason.INVALID, 1);
            LOG.debug("what is said about the run is not recorded: {}", e.getMessage());
        }
    }

    /** As it was said last, so that of two in one millisecond the second is the later. */
    void annotate(Annotation one) {
        synchronized (annotated) {
            said = said.with(List.of(one), Instant.now());
            said.list().stream()
                    .filter(each -> each.field().equals(one.field()))
                    .forEach(recorder::annotate);
        }
    }

    /** Says that the training failed: so will the run be shown when the trainer is closed. The cause's class and message are kept. */
    public void fail(Throwable cause) {
        fail(String.valueOf(cause));
    }

    /** Says that the training failed, and why. */
    public void fail(String why) {
        error = SafeText.of(String.valueOf(why));
        recorder.atExit(RunStatus.FAILED, error, last);
    }

    /** Says how the run is to end if it is not ended, unless the user has said that it failed. */
    void atExit(RunStatus status) {
        if (error == null) {
            recorder.atExit(status, null, last);
        }
    }

    /** What is to be done before a run ends that nobody ends. */
    void last(Consumer<Duration> what) {
        last = what;
        recorder.atExit(RunStatus.INTERRUPTED, null, what);
    }

    @Nullable
    String error() {
        return error;
    }

    /** How many points could not be recorded so far, by reason; empty if none. */
    public Map<String, Long> losses() {
        return recorder.losses();
    }

    /**
     * Waits until all that was recorded before this call is where the run is kept. The evaluators of the last batch may
     * be recorded only at the next callback. Checkpoints that were saved before are read to their end.
     *
     * @return false if it is not, because time ran out, something was refused, or the thread was interrupted
     */
    public boolean flush(Duration atMost) {
        long begin = System.nanoTime();
        boolean isRead = checkpoints.await(atMost);
        return recorder.flush(atMost.minusNanos(System.nanoTime() - begin)) && isRead;
    }

    CheckpointWatch checkpoints() {
        return checkpoints;
    }

    Recorder recorder() {
        return recorder;
    }
}
