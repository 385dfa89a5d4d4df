package io.github.djltracker.listener;

import ai.djl.Model;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.listener.checkpoint.SavedHeader;
import io.github.djltracker.listener.reading.Progress;
import java.lang.ref.WeakReference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run, step, epoch and hash that are stored in the properties of a DJL model, which DJL saves inside the
 * {@code .params} file. They are written at every batch, because DJL does not notify listeners before a save. Keeps no
 * model alive.
 */
final class CarriedState {
    static final String RUN = SavedHeader.RUN;
    static final String STEP = SavedHeader.STEP;
    static final String EPOCH = SavedHeader.EPOCH;
    static final String HASH = "djl-tracker.hash";

    private static final Logger LOG = LoggerFactory.getLogger(CarriedState.class);

    private final WeakReference<Model> model;
    private final String run;
    private final String hash;

    CarriedState(Model model, UUID run, String hash) {
        this.model = new WeakReference<>(model);
        this.run = run.toString();
        this.hash = hash;
    }

    /** The stored properties as strings; null if there are none. */
    record Carried(
            @Nullable String model,
            @Nullable String run,
            @Nullable String step,
            @Nullable String epoch,
            @Nullable String hash) {
        static Carried by(Model model) {
            return new Carried(
                    model.getName(),
                    model.getProperty(RUN),
                    model.getProperty(STEP),
                    model.getProperty(EPOCH),
                    model.getProperty(HASH));
        }

        /**
         * The point from which a network with this hash resumes; null if nothing is stored, or it belongs to another
         * structure.
         */
        @Nullable
        ResumePoint resumePoint(String ofHash) {
            if (run == null || step == null || !ofHash.equals(hash)) {
                return null;
            }
            try {
                return new ResumePoint(UUID.fromString(run), Long.parseLong(step));
            } catch (IllegalArgumentException e) {
                LOG.warn("model {} carries a run \"{}\" and step \"{}\" that cannot be resumed from", model, run, step);
                return null;
            }
        }

        /** Epochs completed at that point. */
        int epochs() {
            try {
                return epoch == null ? 0 : Math.max(0, Integer.parseInt(epoch));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    /** Writes the current progress, and also the run and hash, because another trainer may share the model. */
    void write(Progress progress) {
        Model target = model.get();
        if (target != null) {
            if (!run.equals(target.getProperty(RUN))) {
                target.setProperty(RUN, run);
                target.setProperty(HASH, hash);
                target.setProperty(EPOCH, Integer.toString(progress.epoch()));
            }
            target.setProperty(STEP, Long.toString(progress.step()));
        }
    }

    void writeEpoch(Progress progress) {
        Model target = model.get();
        if (target != null) {
            target.setProperty(EPOCH, Integer.toString(progress.epoch()));
        }
    }
}
