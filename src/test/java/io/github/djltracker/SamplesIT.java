package io.github.djltracker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.Source;
import io.github.djltracker.exchange.Sources;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every sample as its user would, in its own JVM. */
class SamplesIT {
    private static final Pattern ACCURACY = Pattern.compile("validation accuracy ([0-9.]+) %");

    @TempDir
    Path folder;

    private String run(String sample, String... arguments) {
        try (ChildJvm child = ChildJvm.start(
                Map.of("DJL_TRACKER_URI", folder.resolve("runs.db").toString()), sample, arguments)) {
            int exit = child.await();
            assertThat(exit).as(child.text()).isZero();
            return child.text();
        }
    }

    private List<Model> models(ExperimentTracker tracker, String experiment) {
        return models(tracker, experiment, Set.of());
    }

    /** @param losses the reasons for which points may be lost on a busy machine */
    private List<Model> models(ExperimentTracker tracker, String experiment, Set<String> losses) {
        List<Model> models = tracker.experiment(experiment).models().list();
        for (Model model : models) {
            assertThat(model.runs().list())
                    .allSatisfy(run -> assertThat(run.status()).isEqualTo(RunStatus.FINISHED))
                    .allSatisfy(run -> assertThat(run.losses().keySet()).isSubsetOf(losses));
        }
        return models;
    }

    private ExperimentTracker open() {
        return ExperimentTracker.open(folder.resolve("runs.db").toString());
    }

    @Test
    void digits_are_learnt_to_95_percent_by_both_networks() {
        String output = run("Digits", "6");

        List<Double> accuracies = new ArrayList<>();
        Matcher matcher = ACCURACY.matcher(output);
        while (matcher.find()) {
            accuracies.add(Double.valueOf(matcher.group(1)));
        }
        assertThat(accuracies).hasSize(2).allMatch(accuracy -> accuracy >= 95.0);
        assertThat(output).contains("mlp").contains("cnn").contains("2 models, 2 runs");
        try (ExperimentTracker tracker = open()) {
            assertThat(models(tracker, "digits")).extracting(Model::step).containsExactly(282L, 282L);
        }
    }

    @Test
    void a_resumed_training_goes_on_at_its_step() {
        run("Resume");

        try (ExperimentTracker tracker = open()) {
            // the second training replaces the checkpoint of the first, perhaps before its hash was computed
            List<Model> models = models(tracker, "resume", Set.of("checkpoint_not_hashed"));
            assertThat(models).hasSize(1);
            List<Run> runs = models.get(0).runs().list();
            assertThat(runs).hasSize(2);
            assertThat(runs.get(0).lastStep()).isEqualTo(315);
            assertThat(runs.get(1).resumedFrom())
                    .isEqualTo(new ResumePoint(runs.get(0).id(), 315));
            assertThat(runs.get(1).firstStep()).isEqualTo(316);
            assertThat(runs.get(1).lastStep()).isEqualTo(630);
        }
    }

    @Test
    void a_sample_writes_to_tensorboard_too_with_one_uri_more() throws IOException {
        Path logs = folder.resolve("logs");
        try (ChildJvm child = ChildJvm.start(
                Map.of(
                        "DJL_TRACKER_URI",
                        folder.resolve("runs.db") + ",tensorboard:" + logs,
                        "DJL_TRACKER_OUTBOX",
                        folder.resolve("outbox").toString()),
                "Resume")) {
            int exit = child.await();
            assertThat(exit).as(child.text()).isZero();
        }

        try (SqlStore imported = SqlStore.open(folder.resolve("imported.db"));
                Source source = requireNonNull(Sources.open("tensorboard:" + logs, Map.of()));
                ExperimentTracker tracker = open()) {
            source.read(new Importer(imported.logs(), (run, points, runs, expected) -> {}), any -> true);
            List<Long> steps = imported.experiment("logs").models().list().stream()
                    .map(Model::step)
                    .toList();
            assertThat(steps).containsExactlyInAnyOrder(315L, 630L);
            assertThat(models(tracker, "resume")).extracting(Model::step).containsExactly(630L);
        }
    }

    @Test
    void a_sweep_is_one_model_with_three_runs_told_apart() {
        run("Sweep");

        try (ExperimentTracker tracker = open()) {
            List<Model> models = models(tracker, "sweep");
            assertThat(models).hasSize(1);
            assertThat(models.get(0).runs().list()).hasSize(3);
            HashSet<Double> rates = new HashSet<>();
            models.get(0).metrics().list("learning_rate").forEach(metric -> rates.add(metric.value()));
            assertThat(rates).containsExactlyInAnyOrder((double) 0.001f, (double) 0.01f, (double) 0.1f);
        }
    }

    @Test
    void a_loop_by_hand_logs_its_own_values() {
        run("CustomLoop");

        try (ExperimentTracker tracker = open()) {
            List<Model> models = models(tracker, "custom-loop");
            assertThat(models).hasSize(1);
            assertThat(models.get(0).metrics().list("loss")).hasSize(315 + 5);
            assertThat(models.get(0).iterations().list()).hasSize(315);
        }
    }
}
