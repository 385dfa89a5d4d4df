package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.process.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded when the process ends, in each of the ways in which a process can end. */
class ProcessEndIT {
    /** The flush interval, plus the time that a busy machine may need to write. */
    private static final long WRITTEN_WITHIN_MILLIS = 2_000;

    @TempDir
    Path folder;

    private ChildJvm start(String end) {
        return ChildJvm.start(
                Map.of("DJL_TRACKER_URI", folder.resolve("runs.db").toString()), EndlessTraining.class.getName(), end);
    }

    private static long stepOf(String line) {
        return Long.parseLong(line.split(" ", -1)[1]);
    }

    private static long timeOf(String line) {
        return Long.parseLong(line.split(" ", -1)[2]);
    }

    private void check(RunStatus status, long atLeast, boolean isExact) {
        try (ExperimentTracker tracker =
                ExperimentTracker.open(folder.resolve("runs.db").toString())) {
            List<Model> models = tracker.experiment("endless").models().list();
            assertThat(models).hasSize(1);
            List<Run> runs = models.get(0).runs().list();
            assertThat(runs).hasSize(1);
            assertThat(runs.get(0).status()).isEqualTo(status);
            List<Long> steps = models.get(0).iterations().list().stream()
                    .map(Iteration::step)
                    .toList();
            assertThat(steps).isEqualTo(TrackingListenerTest.steps(1, steps.size()));
            assertThat((long) steps.size()).isGreaterThanOrEqualTo(atLeast);
            if (isExact) {
                assertThat((long) steps.size()).isEqualTo(atLeast);
                assertThat(runs.get(0).losses()).isEmpty();
            }
        }
    }

    @Test
    void system_exit_in_the_middle_of_a_training_loses_nothing() {
        try (ChildJvm child = start("exit")) {
            assertThat(child.await()).as(child.text()).isEqualTo(3);
        }

        check(RunStatus.INTERRUPTED, 220, true);
    }

    @Test
    void a_program_that_closes_nothing_and_returns_loses_nothing() {
        try (ChildJvm child = start("return")) {
            assertThat(child.await()).as(child.text()).isZero();
        }

        check(RunStatus.FINISHED, 200, true);
    }

    @Test
    void a_killed_process_loses_at_most_what_was_not_written_yet_and_its_run_is_not_finished() {
        long written = 0;
        try (ChildJvm child = start("never")) {
            String line = child.line();
            while (line != null && !(line.startsWith("step ") && stepOf(line) >= 2_000)) {
                line = child.line();
            }
            long killed = System.currentTimeMillis();
            child.kill();
            for (String said : child.text().split("\n", -1)) {
                if (said.matches("step \\d+ \\d+") && timeOf(said) < killed - WRITTEN_WITHIN_MILLIS) {
                    written = Math.max(written, stepOf(said));
                }
            }
        }

        check(RunStatus.RUNNING, written, false);
    }
}
