package io.github.djltracker.listener.reading;

import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The position of the tracking listener relative to the trainer's listener that computes the evaluators. */
public enum Standing {
    /** That listener is called first, so its values are those of this batch. */
    AFTER,
    /** That listener is called later, so its values are available at the next callback. */
    BEFORE,
    /** There is no such listener, or it is unknown, so the tracker computes the evaluators. */
    ALONE;

    static Standing of(TrainingListener self, @Nullable List<TrainingListener> listeners) {
        if (listeners == null) {
            return ALONE;
        }
        boolean isBefore = true;
        // by index, because this runs at every batch, and an iterator would be garbage
        for (int i = 0; i < listeners.size(); i++) {
            TrainingListener listener = listeners.get(i);
            if (listener == self) {
                isBefore = false;
            } else if (listener instanceof EvaluatorTrainingListener) {
                return isBefore ? AFTER : BEFORE;
            }
        }
        return ALONE;
    }

    /** How often a listener is called for one event: once, unless it was added several times. */
    public static int timesCalled(TrainingListener self, @Nullable List<TrainingListener> listeners) {
        int times = 0;
        for (int i = 0; listeners != null && i < listeners.size(); i++) {
            times += listeners.get(i) == self ? 1 : 0;
        }
        return Math.max(1, times);
    }
}
