package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query sees what was recorded before it through the same tracker. */
class CatchUpTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private ExperimentTracker open() {
        return ExperimentTracker.open(folder.resolve("runs.db").toString());
    }

    private static Recorder record(Models models, Consumer<Recorder> sampler) {
        UUID run = UUID.randomUUID();
        return Recorder.start(
                run,
                models,
                () -> new RunStart(run, "e", "ab".repeat(32), "mlp", null, List.of(), Entries.TIME, null, Map.of()),
                sampler,
                NEVER);
    }

    @Test
    void what_was_recorded_just_now_is_there() {
        try (ExperimentTracker tracker = open()) {
            Recorder recorder = record(tracker.experiment("e").models(), any -> {});
            int loss = recorder.series("loss", "train");
            for (int step = 0; step < 100; step++) {
                recorder.point(loss, step, 1_000, step);

                Model model = tracker.experiment("e").models().list().get(0);
                assertThat(model.metrics().list("loss")).hasSize(step + 1);
                assertThat(model.metrics().series().get(0).last()).isEqualTo(step);
            }

            recorder.end(RunStatus.FINISHED, null);
            Model model = tracker.experiment("e").models().list().get(0);
            assertThat(model.runs().list().get(0).status()).isEqualTo(RunStatus.FINISHED);
            assertThat(model.step()).isEqualTo(99);
        }
    }

    @Test
    void the_recorders_own_thread_may_ask_and_does_not_wait_for_itself() throws Exception {
        try (ExperimentTracker tracker = open()) {
            Models models = tracker.experiment("e").models();
            CompletableFuture<List<Metric>> seen = new CompletableFuture<>();
            Recorder recorder = record(models, own -> {
                own.point(own.series("loss", null), 0, 1_000, 1);
                models.list().forEach(model -> seen.complete(model.metrics().list()));
            });

            assertThat(seen.get(20, TimeUnit.SECONDS)).isEmpty();
            assertThat(models.list().get(0).metrics().list()).hasSize(1);
            recorder.end(RunStatus.FINISHED, null);
        }
    }

    @Test
    void it_is_said_once_where_the_wait_was_too_short_and_again_after_it_was_long_enough() {
        boolean[] isDelivered = {false};
        CatchUp query = new CatchUp(sink -> false, atMost -> isDelivered[0]);

        try (LogCapture log = LogCapture.of(CatchUp.class)) {
            query.run();
            query.run();
            assertThat(log.messages(Level.WARN)).hasSize(1);

            isDelivered[0] = true;
            query.run();
            isDelivered[0] = false;
            query.run();
            assertThat(log.messages(Level.WARN)).hasSize(2);
        }
    }
}
