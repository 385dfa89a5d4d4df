package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.SaveModelTrainingListener;
import ai.djl.training.listener.TrainingListener;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Trainings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run continues from the step of the checkpoint. */
class ResumeTest {
    private final CollectingSink sink = new CollectingSink();

    private void fit(Model model, DefaultTrainingConfig config) {
        try (Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 4);
            Trainings.fit(trainer, 2, data, data);
        }
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
    }

    private DefaultTrainingConfig tracked() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(sink, "e").attach(config);
        return config;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_loaded_checkpoint_goes_on_at_its_step_wherever_the_saving_listener_stands(
            boolean isTrackerFirst, @TempDir Path folder) throws IOException, MalformedModelException {
        SaveModelTrainingListener save = new SaveModelTrainingListener(folder.toString(), "m");
        DefaultTrainingConfig config = Trainings.config();
        TrainingListener tracking = TrackingListener.builder(sink, "e").build();
        config.addTrainingListeners(isTrackerFirst ? tracking : save, isTrackerFirst ? save : tracking);
        try (Model model = Trainings.model("m", Trainings.network())) {
            fit(model, config);
        }

        try (Model model = Trainings.model("m", Trainings.network())) {
            model.load(folder, "m");
            fit(model, tracked());
        }

        UUID first = sink.runs().get(0);
        UUID second = sink.runs().get(1);
        assertThat(sink.start(first).resumedFrom()).isNull();
        assertThat(sink.start(second).resumedFrom()).isEqualTo(new ResumePoint(first, 8));
        assertThat(sink.start(second).hash()).isEqualTo(sink.start(first).hash());
        assertThat(sink.iterations(second)).isEqualTo(TrackingListenerTest.steps(9, 16));
    }

    @Test
    void a_model_trained_again_goes_on() {
        try (Model model = Trainings.model("m", Trainings.network())) {
            fit(model, tracked());
            fit(model, tracked());
        }

        assertThat(sink.start(sink.runs().get(1)).resumedFrom())
                .isEqualTo(new ResumePoint(sink.runs().get(0), 8));
        assertThat(sink.iterations(sink.runs().get(1))).isEqualTo(TrackingListenerTest.steps(9, 16));
    }

    @Test
    void another_network_under_the_same_properties_starts_anew() {
        Block other = new SequentialBlock()
                .add(Linear.builder().setUnits(5).build())
                .add(Activation::tanh)
                .add(Linear.builder().setUnits(Trainings.CLASSES).build());
        try (Model model = Trainings.model("m", Trainings.network());
                Model fineTuned = Trainings.model("m", other)) {
            fit(model, tracked());
            for (String key : new String[] {CarriedState.RUN, CarriedState.STEP, CarriedState.HASH}) {
                fineTuned.setProperty(key, model.getProperty(key));
            }
            fit(fineTuned, tracked());
        }

        assertThat(sink.start(sink.runs().get(1)).resumedFrom()).isNull();
        assertThat(sink.iterations(sink.runs().get(1))).isEqualTo(TrackingListenerTest.steps(1, 8));
    }

    @Test
    void properties_that_make_no_sense_start_anew() {
        try (Model model = Trainings.model("m", Trainings.network())) {
            fit(model, tracked());
            model.setProperty(CarriedState.STEP, "many");
            fit(model, tracked());
        }

        assertThat(sink.start(sink.runs().get(1)).resumedFrom()).isNull();
    }

    @Test
    void epochs_go_on_too() {
        try (Model model = Trainings.model("m", Trainings.network())) {
            fit(model, tracked());
            assertThat(model.getProperty(CarriedState.EPOCH)).isEqualTo("2");
            fit(model, tracked());
            assertThat(model.getProperty(CarriedState.EPOCH)).isEqualTo("4");
        }
    }
}
