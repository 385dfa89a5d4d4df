package io.github.djltracker.listener;

import static java.util.Objects.requireNonNull;

import ai.djl.training.TrainingConfig;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.recorder.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds {@link TrackingListener}s. Not thread-safe. */
public final class TrackingListenerBuilder {
    private final Sink sink;
    private final String experiment;
    private @Nullable String modelName;
    private Duration flushInterval = Recorder.FLUSH_INTERVAL;
    private boolean systemMetrics = true;
    private int statisticsEvery;
    private int distributionsEvery;
    private Map<String, @Nullable Object> environment = Map.of();
    private final List<Annotation> annotations = new ArrayList<>();

    TrackingListenerBuilder(Sink sink, String experiment) {
        this.sink = requireNonNull(sink, "sink");
        this.experiment = Limits.name("experiment name", experiment);
    }

    /** The name of new models. Default: the name of the DJL model. */
    public TrackingListenerBuilder optModelName(String name) {
        modelName = Limits.name("model name", name);
        return this;
    }

    /**
     * How often recorded points are written, which is also what a killed process can lose; 1 ms to 1 minute. Default:
     * 1 s. A shorter interval takes more of the training's processor time.
     */
    public TrackingListenerBuilder optFlushInterval(Duration interval) {
        if (interval.compareTo(Duration.ofMillis(1)) < 0 || interval.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("flush interval " + interval + " is out of range: 1 ms to 1 minute");
        }
        flushInterval = interval;
        return this;
    }

    /** Whether to record heap, processor, resident and GPU memory every 10 s. Default: true. */
    public TrackingListenerBuilder optSystemMetrics(boolean recorded) {
        systemMetrics = recorded;
        return this;
    }

    /**
     * Records the norms of all parameters and gradients, with this interval in batches. Default: never, because the
     * training then waits for the device.
     */
    public TrackingListenerBuilder optParameterStatistics(int everyBatches) {
        statisticsEvery = atLeastOne(everyBatches);
        return this;
    }

    /**
     * Records the distribution of the values of all parameters and gradients, with this interval in batches: norm,
     * mean, standard deviation, minimum and maximum, shares of zeros and of non-finite values, a histogram, and how
     * much the step changed each parameter. Default: never, because the training then waits for the device twice, and a
     * copy of the trained parameters is held on the device during that step.
     */
    public TrackingListenerBuilder optParameterDistributions(int everyBatches) {
        distributionsEvery = atLeastOne(everyBatches);
        return this;
    }

    private static int atLeastOne(int everyBatches) {
        if (everyBatches < 1) {
            throw new IllegalArgumentException("every " + everyBatches + " batches: it must be at least 1");
        }
        return everyBatches;
    }

    /**
     * Adds values to the recorded environment, such as the version of a data set. They replace recorded values with the
     * same key, such as {@code host}.
     *
     * @throws IllegalArgumentException if it is not a JSON object, see {@link Attributes}
     */
    public TrackingListenerBuilder optEnvironment(Map<String, ? extends @Nullable Object> more) {
        environment = Attributes.copyOf(more);
        return this;
    }

    /**
     * Sets the name of the run, which replaces a generated one such as {@code quiet-heron-417}. If the listener serves
     * several trainers, all their runs get the name.
     */
    public TrackingListenerBuilder optRunName(String name) {
        annotations.add(Annotation.name(Limits.name("run name", name)));
        return this;
    }

    /**
     * Sets tags of the run. A value may be empty.
     *
     * @throws IllegalArgumentException if a name has more than {@value Annotation#MAX_TAG} characters, or a value more
     *     than {@value Annotation#MAX_TAG_VALUE}
     */
    public TrackingListenerBuilder optTags(Map<String, String> tags) {
        tags.forEach((name, value) -> annotations.add(Annotation.tag(name, requireNonNull(value, "value"))));
        return this;
    }

    /** Sets the note of the run, in Markdown, at most {@value Annotation#MAX_NOTE} characters. */
    public TrackingListenerBuilder optNote(String markdown) {
        annotations.add(Annotation.note(requireNonNull(markdown, "markdown")));
        return this;
    }

    /** Builds a listener that you add to a configuration yourself, preferably in front of all others. */
    public TrackingListener build() {
        return new TrackingListener(this, null);
    }

    /** Builds a listener and adds it at the front of a configuration's listeners. */
    public TrackingListener attach(TrainingConfig config) {
        TrackingListener listener = new TrackingListener(this, requireNonNull(config, "config"));
        config.getTrainingListeners().add(0, listener);
        return listener;
    }

    Settings settings(TrackingListener self, @Nullable TrainingConfig config) {
        return new Settings(
                sink,
                experiment,
                self,
                new Failures(),
                config,
                modelName,
                flushInterval,
                systemMetrics,
                statisticsEvery,
                distributionsEvery,
                environment,
                List.copyOf(annotations));
    }
}
