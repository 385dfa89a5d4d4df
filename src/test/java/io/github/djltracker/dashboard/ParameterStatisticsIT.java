package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.listener.TrackingListener;
import io.github.djltracker.testing.Trainings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parameter statistics of a real training. */
class ParameterStatisticsIT extends DashboardTest {
    private void train() {
        try (ExperimentTracker tracker = ExperimentTracker.open(file().toString());
                NDManager manager = NDManager.newBaseManager();
                Model model = Trainings.model("mlp", Trainings.network())) {
            DefaultTrainingConfig config = Trainings.config().addTrainingListeners(TrainingListener.Defaults.basic());
            TrackingListener.builder(tracker.experiment("inside").models())
                    .optParameterDistributions(2)
                    .attach(config);
            try (Trainer trainer = Trainings.trainer(model, config)) {
                Trainings.fit(trainer, 2, Trainings.data(manager, 4), Trainings.data(manager, 1));
            }
        }
    }

    private List<String> texts(String selector) {
        return browser.texts(selector);
    }

    @Test
    void they_stand_in_sections_of_their_own_and_in_no_table_and_histograms_in_neither() {
        train();

        browser.open("/models/"
                + store.experiments()
                        .read("inside")
                        .orElseThrow()
                        .models()
                        .list()
                        .get(0)
                        .id());
        browser.find(".chart");

        assertThat(texts(".section > summary"))
                .contains("weight_mean 4", "gradient_norm 4", "update_ratio 4")
                .noneMatch(title -> title.contains("histogram"));
        assertThat(store.experiment("inside").runs().names())
                .contains("weight_std/01Linear_weight@train.last")
                .noneMatch(name -> name.contains("histogram"));
        assertThat(String.join(" ", texts("thead th"))).contains("Loss").doesNotContain("weight_", "gradient_");
    }
}
