package io.github.djltracker.listener;

import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.TrainingListener;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a listener.
 *
 * @param config null if the listener was added manually
 * @param modelName null for the name of the DJL model
 * @param statisticsEvery batches between recordings of parameter norms, 0 for none
 * @param distributionsEvery batches between recordings of parameter distributions, 0 for none
 * @param environment the user's additions to the environment of a run
 * @param annotations annotations that each run starts with
 */
record Settings(
        Sink sink,
        String experiment,
        TrainingListener self,
        Failures failures,
        @Nullable TrainingConfig config,
        @Nullable String modelName,
        Duration flushInterval,
        boolean systemMetrics,
        int statisticsEvery,
        int distributionsEvery,
        Map<String, @Nullable Object> environment,
        List<Annotation> annotations) {}
