package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.exchange.file.RunLogExport;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.Migrations;
import io.github.djltracker.store.database.Sqlite;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens files that earlier versions wrote. {@code version-N.db.gz} holds the runs of {@code version-N.ndjson}. */
final class MigrationTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void unpack() throws IOException {
        file = folder.resolve("version-1.db");
        try (InputStream in = new GZIPInputStream(resource("version-1.db.gz"))) {
            Files.copy(in, file);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(MigrationTest.class.getResourceAsStream(name), name);
    }

    @Test
    void a_file_of_version_1_has_all_its_runs() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (SqlStore store = SqlStore.open(file)) {
            RunLogExport.write(store, any -> true, log, (runs, total) -> {});
        }

        String expected = new String(resource("version-1.ndjson").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(log.toString(StandardCharsets.UTF_8).lines().map(MigrationTest::entry))
                .containsExactlyInAnyOrderElementsOf(
                        expected.lines().map(MigrationTest::entry).toList());
    }

    private static Object entry(String line) {
        return RunLogJson.read(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void runs_of_a_file_of_version_1_are_found_by_their_values() {
        try (SqlStore store = SqlStore.open(file)) {
            var runs = store.experiment("digits").runs();

            assertThat(runs.find(RunQuery.all().where("loss@validate = NaN"))).hasSize(1);
            assertThat(runs.find(RunQuery.all()
                            .where("optimizer = Adam and optimizer.learningRate < 0.005 and env.host = node0")
                            .columns(List.of("loss@validate.max"))))
                    .singleElement()
                    .satisfies(run -> assertThat(run.values()).containsEntry("loss@validate.max", 1.0));
            assertThat(runs.names()).contains("env.java.version", "setting.optimizer", "loss@validate.min");
        }
    }

    @Test
    void a_model_of_a_file_of_version_1_has_its_name_again_when_another_is_taken_back() {
        try (SqlStore store = SqlStore.open(file)) {
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
    void a_version_before_refuses_the_file_that_this_one_brought_up_to_date() {
        SqlStore.open(file).close();
        Sqlite dialect = new Sqlite(file);

        assertThatThrownBy(() -> {
                    try (Database database = Database.open(dialect)) {
                        database.read(session -> {
                            new Migrations(dialect, 1).requireNewest(session);
                            return true;
                        });
                    }
                })
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("schema 2", "newer djl-tracker", "up to schema 1");
    }
}
