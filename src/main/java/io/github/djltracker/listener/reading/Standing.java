package io.github.djltracker.listener.reading;

import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where we stand among a trainer's listeners, seen from the one that computes the evaluators. */
public enum Standing {
    /** It has run when we are called: its values are this batch's. */
    AFTER,
    /** It runs after us: its values are right when we are next called. */
    BEFORE,
    /** There is none, or it is unknown: the tracker computes the evaluators. */
    ALONE;

    static Standing of(TrainingListener self, @Nullable List<TrainingListener> listeners) {
        if (listeners == null) {
            return ALONE;
        }
        boolean isBefore = true;
        // by index: asked at every batch, and an iterator is garbage
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
