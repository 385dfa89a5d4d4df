package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.exchange.file.RunLogExport;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.Migrations;
import io.github.djltracker.store.database.Sqlite;
import io.github.djltracker.wire.form.AnnotationLine;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens files that earlier versions wrote. Each {@code version-N.db.gz} holds the runs of {@code version-1.ndjson}. */
final class MigrationTest {
    @TempDir
    private Path folder;

    private Path file(int version) throws IOException {
        Path file = folder.resolve("version-" + version + ".db");
        try (InputStream in = new GZIPInputStream(resource("version-" + version + ".db.gz"))) {
            Files.copy(in, file);
        }
        return file;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(MigrationTest.class.getResourceAsStream(name), name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_file_of_a_version_before_has_all_its_runs(int version) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (SqlStore store = SqlStore.open(file(version))) {
            RunLogExport.write(store, any -> true, log, (runs, total) -> {});
        }

        String expected = new String(resource("version-1.ndjson").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(log.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !AnnotationLine.isOne(line.getBytes(StandardCharsets.UTF_8)))
                        .map(MigrationTest::entry))
                .containsExactlyInAnyOrderElementsOf(
                        expected.lines().map(MigrationTest::entry).toList());
        assertThat(SqlStore.check(folder.resolve("version-" + version + ".db"), (run, runs) -> {})
                        .findings())
                .isEmpty();
    }

    private static Object entry(String line) {
        return RunLogJson.read(line.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void runs_of_a_file_of_a_version_before_are_found_by_their_values_and_their_steps(int version) throws IOException {
        try (SqlStore store = SqlStore.open(file(version))) {
            var runs = store.experiment("digits").runs();

            assertThat(runs.find(RunQuery.all().where("loss@validate = NaN"))).hasSize(1);
            assertThat(runs.find(RunQuery.all()
                            .where("optimizer = Adam and optimizer.learningRate < 0.005 and env.host = node0")
                            .columns(List.of("loss@validate.max", "loss@validate.max.step"))))
                    .singleElement()
                    .satisfies(run -> assertThat(run.values())
                            .isEqualTo(Map.of("loss@validate.max", 1.0, "loss@validate.max.step", 0.0)));
            assertThat(runs.count(RunFilter.parse("loss@validate.min.step > 0")))
                    .isEqualTo(3);
            assertThat(runs.names()).contains("env.java.version", "setting.optimizer", "loss@validate.min");
        }
    }

    @Test
    void the_points_of_a_model_of_a_file_of_version_3_are_in_their_order_when_its_runs_took_turns() throws IOException {
        try (SqlStore before = SqlStore.open(file(3));
                SqlStore anew = SqlStore.open(folder.resolve("anew.db"))) {
            recordInTurns(anew);

            for (Model model : anew.experiment("digits").models().list()) {
                var points = before.experiment("digits")
                        .models()
                        .read(model.hash())
                        .orElseThrow()
                        .metrics();
                assertThat(points.list().stream().map(MigrationTest::point))
                        .containsExactlyElementsOf(model.metrics().list().stream()
                                .map(MigrationTest::point)
                                .toList());
            }
        }
    }

    /** Records the runs in the order of the file of version 3: one entry of each run in turn. */
    private static void recordInTurns(SqlStore store) throws IOException {
        Map<UUID, Deque<RunEntry>> runs = new LinkedHashMap<>();
        Deque<RunEntry> entries = new ArrayDeque<>();
        for (String line : new String(resource("version-1.ndjson").readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            RunEntry entry = RunLogJson.read(line.getBytes(StandardCharsets.UTF_8));
            if (entry instanceof RunStart start) {
                entries = new ArrayDeque<>();
                runs.put(start.run(), entries);
            }
            entries.add(entry);
        }
        while (runs.values().stream().anyMatch(left -> !left.isEmpty())) {
            runs.forEach((run, left) -> {
                if (!left.isEmpty()) {
                    store.logs().append(run, left.remove());
                }
            });
        }
    }

    private static String point(Metric metric) {
        return metric.run() + " " + metric.name() + " " + metric.phase() + " " + metric.step() + " " + metric.value();
    }

    @Test
    void a_model_of_a_file_of_version_1_has_its_name_again_when_another_is_taken_back() throws IOException {
        try (SqlStore store = SqlStore.open(file(1))) {
            var named = store.experiment("digits").models().list().stream()
                    .filter(model -> model.name().isPresent())
                    .toList();

            assertThat(named).isNotEmpty().allSatisfy(model -> {
                String before = model.name().orElseThrow();
                model.annotate(Annotation.name("other"));
                assertThat(model.name()).hasValue("other");
                model.annotate(Annotation.name(null));
                assertThat(model.name()).hasValue(before);
            });
        }
    }

    @Test
    void a_file_of_version_2_has_what_people_said_and_kept() throws IOException {
        try (SqlStore store = SqlStore.open(file(2))) {
            var digits = store.experiment("digits");

            assertThat(digits.runs().count(RunFilter.parse("starred and tag:team = vision and note = kept")))
                    .isEqualTo(1);
            assertThat(digits.models().list()).anyMatch(model -> model.name().equals(Optional.of("net of two")));
            assertThat(digits.views().list())
                    .singleElement()
                    .matches(view -> view.name().equals("low") && view.isDefault());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_version_before_refuses_the_file_that_this_one_brought_up_to_date(int version) throws IOException {
        Path file = file(version);
        SqlStore.open(file).close();
        Sqlite dialect = new Sqlite(file);

        assertThatThrownBy(() -> {
                    try (Database database = Database.open(dialect)) {
                        database.read(session -> {
                            new Migrations(dialect, version).requireNewest(session);
                            return true;
                        });
                    }
                })
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("schema " + dialect.newest(), "newer djl-tracker", "up to schema " + version);
    }
}
