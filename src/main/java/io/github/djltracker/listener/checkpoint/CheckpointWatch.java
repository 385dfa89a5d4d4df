package io.github.djltracker.listener.checkpoint;

import ai.djl.Model;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.listener.reading.Progress;
import io.github.djltracker.recorder.LossReason;
import io.github.djltracker.recorder.Recorder;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects the checkpoints of one run. Except for {@link #await} and {@link #endNow}, nothing here accesses a file,
 * waits or throws, and nothing keeps a model alive. Thread-safe.
 *
 * <p>DJL does not notify listeners when a model is saved. But {@code getModelPath()} of a model returns another object
 * after each save by DJL's saving listener, and another folder after a save to another one. It is therefore read at
 * every event. If it is new, after each epoch, and at the end of the run, the folders known so far are listed, on a
 * separate thread that starts when it is first needed. The header of a file says whether it belongs to the run, and at
 * which step it was saved.
 */
public final class CheckpointWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWatch.class);

    private final Recorder recorder;
    private final Progress progress;
    private final WeakReference<Model> model;
    private final CheckpointThread work;

    private final AtomicReference<@Nullable Path> latest;

    public CheckpointWatch(Recorder recorder, Progress progress, Model model) {
        this.recorder = recorder;
        this.progress = progress;
        this.model = new WeakReference<>(model);
        this.work = new CheckpointThread(recorder);
        Path before = path(model);
        this.latest = new AtomicReference<>(before);
        if (before != null) {
            work.add(before);
        }
    }

    /** Adds folders that will receive checkpoints. */
    public void folders(Collection<Path> folders) {
        folders.forEach(work::add);
    }

    /** After a batch: looks only if the model was saved since the last call. */
    public void batch() {
        if (isSaved()) {
            work.look();
        }
    }

    /**
     * Called after an epoch, and when a thread waits for checkpoints: lists all folders that were or may be saved to.
     */
    public void look() {
        isSaved();
        work.lookIfAnywhere();
    }

    /** Whether the model says that it was saved since the last call. */
    private boolean isSaved() {
        Model saved = model.get();
        Path now = saved == null ? null : path(saved);
        // another object for the same folder means that the model was saved there again
        if (now == null || isSame(now, latest.get()) || isSame(now, latest.getAndSet(now))) {
            return false;
        }
        work.add(now);
        return true;
    }

    /** Null if the model was never saved or loaded, or if it is user-defined and throws. */
    private static @Nullable Path path(Model model) {
        try {
            return model.getModelPath();
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("a model does not say where it was saved", e);
            return null;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Path now, @Nullable Path before) {
        return now == before;
    }

    /** Records that a file, or a folder of files, has just been saved. */
    public void saved(@Nullable Path file) {
        if (file != null && progress.hasBegun()) {
            work.named(new SavedFile(file.toAbsolutePath().normalize(), progress.step(), progress.epoch(), null));
        } else {
            recorder.lose(LossReason.INVALID, 1);
        }
    }

    /**
     * Ends the run: at once if nothing was saved, otherwise when its checkpoints have been recorded.
     *
     * @param isSavedAtEnd whether the model will be saved once more, after this call
     */
    public void end(RunStatus status, @Nullable String error, boolean isSavedAtEnd) {
        Instant time = Instant.now();
        if (!isSaved() && !work.isAnywhere()) {
            recorder.end(status, error, time);
            return;
        }
        recorder.atExit(status, error, this::endNow);
        recorder.leave();
        work.end(() -> recorder.end(status, error, time), isSavedAtEnd ? this::isSaved : null);
    }

    /** Records everything known, read or not, within this time; nothing is recorded after that. */
    public void endNow(Duration atMost) {
        look();
        work.endNow(atMost);
    }

    /** Waits until everything saved before this call has been recorded. Returns whether it has. */
    public boolean await(Duration atMost) {
        look();
        return work.await(atMost);
    }
}
