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
 * What a listener was built with.
 *
 * @param config null where the listener was added by hand
 * @param modelName null for the name of the DJL model
 * @param statisticsEvery batches between the norms of parameters, 0 for none
 * @param distributionsEvery batches between the distributions of parameters, 0 for none
 * @param environment what the user adds to a run's environment
 * @param annotations what is said about each run when it begins
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
