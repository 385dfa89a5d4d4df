package io.github.djltracker.store.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joins the model of an old hash with the model of a new one. */
class ModelJoinTest {
    private static final String OLD = "0a".repeat(32);
    private static final String NEW = "1b".repeat(32);

    @TempDir
    Path folder;

    private static List<ModuleRecord> network(int units, @Nullable Object function) {
        return List.of(
                new ModuleRecord("Net", Map.of("type", "ai.djl.nn.SequentialBlock", "depth", 0)),
                new ModuleRecord(
                        "01Linear",
                        Map.of("type", "ai.djl.nn.core.Linear", "depth", 1, "hyperparameters", Map.of("units", units))),
                new ModuleRecord(
                        "02LambdaBlock",
                        Map.of(
                                "type",
                                "ai.djl.nn.LambdaBlock",
                                "hyperparameters",
                                Map.of("lambda", Map.of("opaque", function)))));
    }

    private static UUID start(SqlStore store, String hash, List<ModuleRecord> network, @Nullable ResumePoint from) {
        UUID run = UUID.randomUUID();
        store.experiment("e")
                .models()
                .append(run, new RunStart(run, "e", hash, "net", null, network, Entries.TIME, from, Map.of()));
        return run;
    }

    /** Records enough points to fill chunks, and a few that stay unpacked. Returns the next sequence number. */
    private static long record(SqlStore store, UUID run, long first, int entries) {
        long sequence = first;
        for (int i = 0; i < entries; i++) {
            double[] values = new double[500];
            for (int j = 0; j < values.length; j++) {
                values[j] = run.hashCode() + sequence * 0.5 + j;
            }
            store.experiment("e")
                    .models()
                    .append(run, Entries.points(sequence, "loss", "train", sequence * 1_000, values));
            store.experiment("e").models().append(run, Entries.iterations(sequence + 1, sequence * 1_000));
            sequence += 2;
        }
        return sequence;
    }

    private static Model model(SqlStore store, String hash) {
        return store.experiment("e").models().read(hash).orElseThrow();
    }

    private static List<String> values(List<Metric> metrics) {
        return metrics.stream()
                .map(metric ->
                        metric.name() + metric.run() + metric.step() + metric.phase() + metric.value() + metric.time())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_said_about_the_old_model_is_said_about_the_other_and_the_later_counts(TestDatabase database) {
        try (SqlStore store = database.open(folder)) {
            start(store, OLD, network(8, "a"), null);
            start(store, NEW, network(8, "b"), null);
            Model old = model(store, OLD);
            Model joined = model(store, NEW);
            joined.annotate(Annotation.note("first").at(Entries.TIME), Annotation.starred(true));
            old.annotate(Annotation.note("second").at(Entries.TIME.plusSeconds(1)), Annotation.name("best of May"));

            store.join(old.id(), joined.id());

            assertThat(joined.annotations().note()).hasValue("second");
            assertThat(joined.annotations().isStarred()).isTrue();
            assertThat(joined.name()).hasValue("best of May");
        }
    }

    @ParameterizedTest
    @EnumSource
    void runs_metrics_and_iterations_stand_behind_those_of_the_other_model(TestDatabase database) {
        try (SqlStore store = database.open(folder)) {
            UUID ended = start(store, OLD, network(8, "a"), null);
            long next = record(store, ended, 1, 4);
            store.experiment("e").models().append(ended, Entries.end(next, RunStatus.FINISHED));
            UUID going = start(store, OLD, network(8, "a"), new ResumePoint(ended, 7));
            long goesOn = record(store, going, 1, 1);
            Model old = model(store, OLD);
            old.metrics().log("note", 1.5, 3, "mine");
            old.iterations().create(99).modules().log("by hand");
            UUID other = start(store, NEW, network(8, "b"), null);
            record(store, other, 1, 2);
            Model joined = model(store, NEW);
            joined.metrics().log("note", 2.5);
            List<String> expected = new ArrayList<>(values(joined.metrics().list()));
            expected.addAll(values(old.metrics().list()));
            int iterations =
                    joined.iterations().list().size() + old.iterations().list().size();
            long step = Math.max(old.step(), joined.step());

            JoinReport report = store.join(old.id(), joined.id());

            assertThat(report).isEqualTo(new JoinReport(2, 1, 1, 0));
            assertThat(store.experiment("e").models().list()).hasSize(1);
            assertThat(values(joined.metrics().list())).isEqualTo(expected);
            assertThat(joined.iterations().list()).hasSize(iterations);
            assertThat(joined.iterations().get(99).orElseThrow().modules().list())
                    .singleElement()
                    .satisfies(module -> assertThat(module.name()).isEqualTo("by hand"));
            assertThat(joined.step()).isEqualTo(step);
            assertThat(joined.runs().list()).extracting(Run::id).containsExactlyInAnyOrder(ended, going, other);
            assertThat(joined.runs().read(going).orElseThrow().resumedFrom()).isEqualTo(new ResumePoint(ended, 7));

            // what is still being recorded follows everything that was there
            record(store, going, goesOn, 1);
            joined.metrics().log("note", 3.5);
            List<String> now = values(joined.metrics().list());
            assertThat(now.subList(0, expected.size())).isEqualTo(expected);
            assertThat(now).hasSize(expected.size() + 501);
            assertThat(joined.metrics().list("note")).extracting(Metric::value).containsExactly(2.5, 1.5, 3.5);
        }
    }

    @Test
    void nothing_is_wrong_with_the_file_afterwards() {
        Path file = folder.resolve("runs.db");
        try (SqlStore store = SqlStore.open(file)) {
            record(store, start(store, NEW, network(8, "b"), null), 1, 3);
            UUID run = start(store, OLD, network(8, "a"), null);
            store.experiment("e").models().append(run, Entries.end(record(store, run, 1, 3), RunStatus.FINISHED));
            store.join(model(store, OLD).id(), model(store, NEW).id());
        }

        assertThat(SqlStore.check(file, (done, total) -> {}).findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void models_of_two_networks_stay_as_they_are(TestDatabase database) {
        try (SqlStore store = database.open(folder)) {
            record(store, start(store, OLD, network(8, "a"), null), 1, 1);
            start(store, NEW, network(9, "a"), null);
            Model old = model(store, OLD);
            Model other = model(store, NEW);

            assertThatThrownBy(() -> store.join(old.id(), other.id()))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("units of block 01Linear is 8 in one and 9 in the other");
            assertThatThrownBy(() -> store.join(old.id(), old.id())).isInstanceOf(RejectedException.class);
            assertThatThrownBy(() -> store.join(old.id(), UUID.randomUUID())).isInstanceOf(NotFoundException.class);
            assertThat(old.runs().list()).hasSize(1);
            assertThat(old.metrics().list()).hasSize(500);
        }
    }
}
