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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices the checkpoints of one run. Nothing here touches a file, waits or throws, {@link #await} and {@link #endNow}
 * aside, nor keeps a model alive. Thread-safe.
 *
 * <p>DJL tells nobody that a model was saved. But a model knows where: {@code getModelPath()} is another object after each
 * save by DJL's saving listener, and another folder after a save into another one. So it is read at every event, and where
 * it is new, and after each epoch, and at the end, the folders known so far are looked through, by a thread of the run's own that
 * begins with the first such look. Whether a file is the run's, and of which step, its header says.
 */
public final class CheckpointWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWatch.class);

    private final Recorder recorder;
    private final Progress progress;
    private final WeakReference<Model> model;
    private final CheckpointThread work;

    private final Object monitor = new Object();
    // guarded by monitor
    private @Nullable Path latest;

    public CheckpointWatch(Recorder recorder, Progress progress, Model model) {
        this.recorder = recorder;
        this.progress = progress;
        this.model = new WeakReference<>(model);
        this.work = new CheckpointThread(recorder);
        this.latest = path(model);
        if (latest != null) {
            work.add(latest);
        }
    }

    /** Says into which folders will be saved. */
    public void folders(Collection<Path> folders) {
        folders.forEach(work::add);
    }

    /** After a batch: looks only if the model was saved since the last call. */
    public void batch() {
        if (isSaved()) {
            work.look();
        }
    }

    /** After an epoch, and where somebody waits: looks wherever something was or may be saved. */
    public void look() {
        isSaved();
        work.lookIfAnywhere();
    }

    /** Whether the model says that it was saved since the last call. */
    private boolean isSaved() {
        Model saved = model.get();
        Path now = saved == null ? null : path(saved);
        synchronized (monitor) {
            // another object for the same folder: it was saved there again
            if (now == null || isSame(now, latest)) {
                return false;
            }
            latest = now;
        }
        work.add(now);
        return true;
    }

    /** Null where a model was never saved or loaded; one of a user's own may fail to say. */
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

    /** A file, or a folder of them, that was saved now. */
    public void saved(@Nullable Path file) {
        if (file != null && progress.hasBegun()) {
            work.named(new SavedFile(file.toAbsolutePath().normalize(), progress.step(), progress.epoch(), null));
        } else {
            recorder.lose(LossReason.INVALID, 1);
        }
    }

    /**
     * Ends the run: at once if nothing is saved in it, else when its checkpoints are on record.
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

    /** Puts on record what is known, read or not, in at most so long; nothing is recorded after that. */
    public void endNow(Duration atMost) {
        look();
        work.endNow(atMost);
    }

    /** Waits until what was saved before this call is on record; whether it is. */
    public boolean await(Duration atMost) {
        look();
        return work.await(atMost);
    }
}
