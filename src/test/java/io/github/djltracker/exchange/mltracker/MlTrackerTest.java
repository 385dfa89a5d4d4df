package io.github.djltracker.exchange.mltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.RandomStore;
import io.github.djltracker.exchange.TwoStores;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.random.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MlTrackerTest extends TwoStores {
    private Path file;

    @BeforeEach
    void open() {
        file = folder.resolve("db.json");
    }

    private void export() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            MlTrackerExport.write(from, any -> true, out, (runs, total) -> {});
        }
    }

    private ImportReport read() throws IOException {
        Importer importer = new Importer(to.logs(), (run, points, runs, expected) -> {});
        MlTrackerImport.read(file, () -> to, any -> true, importer, Entries.TIME);
        return importer.report();
    }

    @Test
    void every_query_answers_the_same_after_an_import_into_an_empty_store() throws IOException {
        RandomStore.fill(from, Seeds.next());
        from.experiment("e0").models().list().get(0).step(12_345);

        export();
        ImportReport first = read();
        ImportReport second = read();

        assertThat(first.leftOut()).isEmpty();
        assertThat(RandomStore.seen(to)).isEqualTo(RandomStore.seen(from));
        assertThat(second.points()).isZero();
    }

    @Test
    void a_run_whose_log_is_longer_than_attributes_may_be_comes_back() throws IOException {
        UUID run = UUID.randomUUID();
        from.logs().append(run, Entries.start(run, "long", "abc"));
        for (int i = 0; i < 10; i++) {
            double[] values = new double[5_000];
            Arrays.setAll(values, Math::sqrt);
            from.logs().append(run, Entries.points(i + 1, "loss", "train", 5_000L * i, values));
        }
        from.logs().append(run, Entries.end(11, RunStatus.FINISHED));

        export();
        read();

        assertThat(Files.size(file)).isGreaterThan(2 * Attributes.MAX_SIZE);
        assertThat(RandomStore.seen(to)).isEqualTo(RandomStore.seen(from));
    }

    @Test
    void what_was_logged_by_hand_comes_back_once() throws IOException {
        Model model = from.experiment("hand").models().create("abc", "net", "by hand");
        model.modules().log("conv");
        model.metrics().log("loss", Double.NaN, 3, "train");
        model.metrics().log("loss", 0.5, 3, "train");
        model.metrics().log("best", -0.0);
        model.iterations().create(3);
        model.iterations().create(3);

        export();
        read();
        read();

        Model there = to.experiment("hand").models().read("abc").orElseThrow();
        assertThat(there.description()).contains("by hand");
        assertThat(there.modules().list()).hasSize(1);
        assertThat(there.iterations().list()).hasSize(2);
        assertThat(there.metrics().list())
                .extracting(metric -> metric.name() + " " + metric.value() + " " + metric.step() + " " + metric.phase())
                .containsExactlyInAnyOrder("loss NaN 3 train", "loss 0.5 3 train", "best -0.0 null null");
    }

    @Test
    void the_file_of_version_0_3_says_epoch() throws IOException {
        Files.writeString(file, """
                {"/experiments": {"1": {"id": "e", "name": "old"}},
                 "/experiments/e/models": {"1": {"id": "m", "hash": "abc", "name": "net"}},
                 "/models/m/epochs": {"1": {"value": 4}},
                 "/models/m/metrics": {"2": {"id": "b", "name": "loss", "value": Infinity, "epoch": 2, "phase": null},
                                       "1": {"id": "a", "name": "loss", "value": 1, "epoch": 1, "phase": "train"},
                                       "3": {"id": "c", "name": "note", "value": "text", "epoch": 1, "phase": null}},
                 "/models/m/iterations": {"1": {"id": "i", "epoch": 1}},
                 "/iterations/i/modules": {"1": {"id": "x", "name": "SGD", "attributes": {"lr": 0.5}}},
                 "/models/gone/metrics": {}}
                """);

        ImportReport report = read();

        Model model = to.experiment("old").models().read("abc").orElseThrow();
        assertThat(model.step()).isEqualTo(4);
        assertThat(model.metrics().list())
                .extracting(metric -> metric.value() + " " + metric.step() + " " + metric.phase())
                .containsExactlyInAnyOrder("1.0 1 train", "Infinity 2 null");
        assertThat(model.iterations().get(1).orElseThrow().modules().list()).hasSize(1);
        assertThat(report.leftOut()).containsEntry("metrics whose value is not a number", 1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"/experiments\": 3}",
                "{\"/experiments\": {\"x\": {}}}",
                "{\"/experiments\": {\"1\": {\"id\": 3}}}",
                "{\"/experiments\": {}} {}",
                "{\"/experiments\": {\"1\": {\"id\": \"e\", \"name\": \"a\"}, \"2\": {\"id\": \"f\", \"name\": \"\"}}}",
                "{\"/experiments\": {\"1\": {\"id\": \"e\", \"name\": \"a\"}}, \"/experiments/e/models\": {\"1\": {\"id\": \"m\","
                        + " \"hash\": \"h\"}, \"2\": {\"id\": \"n\"}}}",
                "{\"/experiments\": {\"1\": {\"id\": \"e\", \"name\": \"a\"}}, \"/experiments/e/models\": {\"1\": {\"id\": \"m\","
                        + " \"hash\": \"h\"}}, \"/models/m/modules\": {\"1\": {\"name\": \"djl-tracker.run\", \"attributes\":"
                        + " {\"log\": [\"no entry\"]}}}}",
                "{\"/experiments\": {\"1\": {\"id\": \"e\", \"name\": \"a\"}"
            })
    void a_foreign_or_torn_file_is_refused(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(this::read).isInstanceOf(IllegalArgumentException.class);
        assertThat(to.experiments().list()).isEmpty();
    }
}
