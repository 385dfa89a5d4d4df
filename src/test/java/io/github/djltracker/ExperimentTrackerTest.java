package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.listener.TrackingListener;
import io.github.djltracker.testing.Trainings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTrackerTest {
    @TempDir
    Path folder;

    @Test
    void closing_writes_what_is_still_being_recorded() {
        String file = folder.resolve("runs.db").toString();
        try (ExperimentTracker tracker = ExperimentTracker.open(file);
                ai.djl.Model model = Trainings.model("m", Trainings.network())) {
            DefaultTrainingConfig config = Trainings.config();
            TrackingListener.attach(config, tracker.experiment("e").models());
            try (Trainer trainer = Trainings.trainer(model, config)) {
                Dataset data = Trainings.data(trainer.getManager(), 5);
                Trainings.fit(trainer, 2, data, data);
            }
        }

        try (ExperimentTracker tracker = ExperimentTracker.open("jdbc:sqlite:" + file)) {
            assertThat(tracker.experiments().list()).hasSize(1);
            List<Model> models = tracker.experiment("e").models().list();
            assertThat(models).hasSize(1);
            assertThat(models.get(0).step()).isEqualTo(10);
            assertThat(models.get(0).modules().list()).hasSize(4);
            assertThat(models.get(0).runs().list())
                    .singleElement()
                    .satisfies(run -> assertThat(run.status()).isEqualTo(RunStatus.FINISHED));
            assertThat(models.get(0)
                            .metrics()
                            .curve(CurveQuery.of("Accuracy", "train"))
                            .lines())
                    .hasSize(1);
            assertThat(models.get(0).iterations().get(1).orElseThrow().modules().list())
                    .extracting("name")
                    .contains("Sgd", "SoftmaxCrossEntropyLoss", "Accuracy", "data", "devices", "PyTorch");
        }
    }

    @Test
    void naming_an_experiment_creates_nothing() {
        try (ExperimentTracker tracker =
                ExperimentTracker.open(folder.resolve("runs.db").toString())) {
            assertThat(tracker.experiment("e").models().list()).isEmpty();
            assertThat(tracker.experiments().list()).isEmpty();
        }
    }

    @Test
    void a_closed_tracker_says_so() {
        ExperimentTracker tracker =
                ExperimentTracker.open(folder.resolve("runs.db").toString());
        tracker.close();
        tracker.close();

        assertThatThrownBy(() -> tracker.experiments().list())
                .isInstanceOf(TrackingException.class)
                .hasMessageContaining("closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http://user:secret@host:8091",
                "http://user:secret@my_host:8091",
                "http://my_host:123456",
                "http://my_host?x=1",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:file:x.db?cache=shared",
                "file:x.db",
                "file://host/x",
                "file:///a b.db",
                "s3://bucket",
                "bad\0name"
            })
    void a_wrong_uri_says_which_forms_there_are(String uri) {
        assertThatThrownBy(() -> ExperimentTracker.open(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runs.db")
                .hasMessageContaining("jdbc:sqlite:<file>")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void a_uri_may_be_a_file_url() {
        Path file = folder.resolve("a b.db");

        ExperimentTracker.open(file.toUri().toString()).close();

        assertThat(file).exists();
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_alone() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a database, but long enough to be looked at");

        assertThatThrownBy(() -> ExperimentTracker.open(file.toString()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("notes.txt");
        assertThat(file).hasContent("not a database, but long enough to be looked at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "line\nbreak"})
    void experiments_have_names(String name) {
        try (ExperimentTracker tracker =
                ExperimentTracker.open(folder.resolve("runs.db").toString())) {
            assertThatThrownBy(() -> tracker.experiment(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
