package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.listener.TrackingListener;
import io.github.djltracker.testing.Trainings;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The dashboard on a local file while a training writes to it. */
class LiveTrainingIT extends DashboardTest {
    private static final int BATCHES = 40;

    /** A permit for each batch that the training may run. */
    private final Semaphore batches = new Semaphore(0);

    private CompletableFuture<Void> training = CompletableFuture.completedFuture(null);

    @BeforeEach
    void train() {
        training = CompletableFuture.runAsync(() -> {
            try (ExperimentTracker tracker = ExperimentTracker.open(file().toString());
                    NDManager manager = NDManager.newBaseManager();
                    Model model = Trainings.model("live", Trainings.network())) {
                DefaultTrainingConfig config =
                        Trainings.config().addTrainingListeners(TrainingListener.Defaults.basic());
                // called after the tracker, so that the batch that waits here is already recorded
                config.addTrainingListeners(new TrainingListenerAdapter() {
                    @Override
                    public void onTrainingBatch(Trainer trainer, BatchData data) {
                        batches.acquireUninterruptibly();
                    }
                });
                TrackingListener.attach(config, tracker.experiment("live").models());
                Dataset data = Trainings.data(manager, BATCHES);
                try (Trainer trainer = Trainings.trainer(model, config)) {
                    Trainings.fit(trainer, 3, data, data);
                }
            }
        });
        browser.await(
                "the run",
                () -> store.experiments().list().stream()
                        .flatMap(experiment -> experiment.models().list().stream())
                        .anyMatch(model -> !model.runs().list().isEmpty()));
    }

    @AfterEach
    void finish() throws Exception {
        batches.release(1_000_000);
        training.get(60, TimeUnit.SECONDS);
    }

    private io.github.djltracker.domain.Model live() {
        return model("live", "live");
    }

    private String loss(String script) {
        return String.valueOf(browser.script("const chart = document.querySelector("
                + "'[data-metric=SoftmaxCrossEntropyLoss]'); return " + script));
    }

    @Test
    void a_training_is_followed_from_its_first_batches_to_its_end() throws Exception {
        batches.release(BATCHES / 2);
        browser.open("/models/" + live().id());
        browser.await("first batches", () -> column("Runs of live", 5).equals(List.of("1 to 21")));
        browser.find("[data-metric=SoftmaxCrossEntropyLoss] canvas");
        String before = loss("chart.querySelector('canvas').toDataURL()");
        browser.requests();

        batches.release(BATCHES);
        browser.await("more batches", () -> column("Runs of live", 5).equals(List.of("1 to 61")));
        browser.await(
                "a longer line",
                () -> !loss("chart.querySelector('canvas').toDataURL()").equals(before));

        // only new points are requested
        List<String> curves = browser.requests().stream()
                .filter(url -> url.contains("/curves?name=SoftmaxCrossEntropyLoss&phase=train&"))
                .toList();
        assertThat(curves).isNotEmpty().allMatch(url -> url.matches(".*&from=[1-9]\\d*&.*"));
        assertThat(column("Runs of live", 2)).containsExactly("running");

        batches.release(1_000);
        training.get(60, TimeUnit.SECONDS);
        browser.await("the end", () -> column("Runs of live", 2).equals(List.of("finished")));
        browser.await("all batches", () -> column("Runs of live", 5).equals(List.of("1 to 120")));
    }

    @Test
    void a_run_shows_its_pace_while_it_goes_on() throws Exception {
        batches.release(10);
        String run = live().runs().list().get(0).id().toString();
        browser.open("/runs/" + run);
        browser.await("steps", () -> steps().equals("1 to 11"));

        batches.release(25);
        browser.await("more steps", () -> steps().equals("1 to 36"));

        assertThat(browser.text(".head .status")).isEqualTo("running");
        assertThat(browser.text("dl")).contains("Last entry").contains("steps/s");
        batches.release(1_000);
        training.get(60, TimeUnit.SECONDS);
        browser.awaitText(".head .status", "finished");
        browser.awaitText("dl", "Ended");
        assertThat(browser.text(".pairs")).contains("Sgd");
    }

    private String steps() {
        return Objects.requireNonNull(browser.driver()
                .findElement(By.xpath("//dl/div[dt='Steps']/dd"))
                .getText());
    }

    @Test
    void lists_show_a_run_that_goes_on() {
        batches.release(10);

        browser.open("/");

        browser.await(
                "the run",
                () -> rows("Experiments").equals(List.of())
                        ? false
                        : column("Experiments", 2).equals(List.of("1 running1")));
        browser.open("/experiments/" + store.experiment("live").id());
        browser.await("steps", () -> column("Models of live", 4).equals(List.of("11")));
        batches.release(15);
        browser.await("more steps", () -> column("Models of live", 4).equals(List.of("26")));
    }

    @Test
    void runs_of_a_comparison_go_on() {
        batches.release(10);
        String run = live().runs().list().get(0).id().toString();
        browser.open("/compare?run=" + run);

        browser.await("values", () -> browser.count(".comparison th[title='SoftmaxCrossEntropyLoss train']") == 1);
        String before = browser.text(".comparison");
        batches.release(30);

        browser.await("other values", () -> !browser.text(".comparison").equals(before));
    }
}
