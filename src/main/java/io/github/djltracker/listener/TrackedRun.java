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
 * The run of one trainer while it is in progress. Use it to log your own values, to record loops that DJL does not
 * report, and to mark a training as failed. Thread-safe, except for {@link #advance}, which must be called on the
 * training thread.
 *
 * <p>Except for {@link #flush}, nothing here throws or blocks: a value that cannot be recorded, because its name is
 * invalid or the run is over, is counted in {@link #losses}.
 */
public final class TrackedRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrackedRun.class);

    private final Recorder recorder;
    private final Progress progress;
    private final CarriedState carrier;
    private final String hash;
    private final CheckpointWatch checkpoints;
    private final Object annotated = new Object();
    /** Annotations set so far; guarded by annotated. */
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

    /** The run's id, for {@link io.github.djltracker.domain.run.Runs#read}. */
    public UUID id() {
        return recorder.run();
    }

    /** The hash of the trained network. */
    public String hash() {
        return hash;
    }

    /** The last step; before the first step 0, or the step that the run was resumed from. */
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

    /** Records a value at the current step, without a phase. */
    public void log(String name, double value) {
        log(name, value, progress.step(), null);
    }

    /** Records a value at the current step. */
    public void log(String name, double value, @Nullable String phase) {
        log(name, value, progress.step(), phase);
    }

    /** Records a value at the given step. */
    public void log(String name, double value, long step, @Nullable String phase) {
        recorder.point(Points.series(recorder, name, phase), step, System.currentTimeMillis(), value);
    }

    /** Records a change in how the current step is trained, such as an augmentation that was switched on. */
    public void module(String name, Map<String, ? extends @Nullable Object> attributes) {
        try {
            recorder.module(
                    new IterationModule(progress.step(), new ModuleRecord(name, Attributes.copyOf(attributes))));
        } catch (IllegalArgumentException | NullPointerException e) {
            recorder.lose(LossReason.INVALID, 1);
            LOG.debug("invalid module, not recorded: {}", e.getMessage());
        }
    }

    /**
     * Records that the model, or a part of it, was saved to this file at the current step: its path, size and SHA-256.
     * Another thread reads the file a moment later; the file is not changed. If it is a folder, each file below it is
     * recorded.
     *
     * <p>Files that DJL writes, with {@code model.save} or its SaveModelTrainingListener, are detected without this
     * call. Use it for files in other formats, and if you save to several folders in a row. Before the first step there
     * is no step that a checkpoint could belong to, so the call is counted in {@link #losses}.
     */
    public void checkpoint(Path file) {
        checkpoints.saved(file);
    }

    /** Sets the name of the run, which replaces a generated one such as {@code quiet-heron-417}. */
    public void name(String name) {
        annotate(() -> Annotation.name(name));
    }

    /** Sets a tag of the run. */
    public void tag(String name) {
        annotate(() -> Annotation.tag(name));
    }

    /** Sets a tag of the run; a value of null removes it. */
    public void tag(String name, @Nullable String value) {
        annotate(() -> Annotation.tag(name, value));
    }

    /** Sets the note of the run, in Markdown, which replaces an earlier one. */
    public void note(String markdown) {
        annotate(() -> Annotation.note(markdown));
    }

    private void annotate(Supplier<Annotation> said) {
        try {
            annotate(said.get());
        } catch (IllegalArgumentException | NullPointerException e) {
            recorder.lose(LossReason.INVALID, 1);
            LOG.debug("invalid annotation, not recorded: {}", e.getMessage());
        }
    }

    /** Gives the annotation a later time than the previous one, so that the second of two in one millisecond wins. */
    void annotate(Annotation one) {
        synchronized (annotated) {
            said = said.with(List.of(one), Instant.now());
            said.list().stream()
                    .filter(each -> each.field().equals(one.field()))
                    .forEach(recorder::annotate);
        }
    }

    /**
     * Marks the training as failed: the run gets this status when the trainer is closed. The class and message of the
     * cause are recorded.
     */
    public void fail(Throwable cause) {
        fail(String.valueOf(cause));
    }

    /** Marks the training as failed, with a reason. */
    public void fail(String why) {
        error = SafeText.of(String.valueOf(why));
        recorder.atExit(RunStatus.FAILED, error, last);
    }

    /** Sets the status for the case that the run is not ended properly, unless the user has marked it as failed. */
    void atExit(RunStatus status) {
        if (error == null) {
            recorder.atExit(status, null, last);
        }
    }

    /** Sets the work to do before the run ends, if it is not ended properly. */
    void last(Consumer<Duration> what) {
        last = what;
        recorder.atExit(RunStatus.INTERRUPTED, null, what);
    }

    @Nullable
    String error() {
        return error;
    }

    /** The number of points lost so far, by reason; empty if there are none. */
    public Map<String, Long> losses() {
        return recorder.losses();
    }

    /**
     * Waits until everything recorded before this call is stored. The evaluators of the last batch may only be recorded
     * at the next callback. Also waits until checkpoints saved before this call have been read.
     *
     * @return false if time ran out, something was rejected, or the thread was interrupted
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
