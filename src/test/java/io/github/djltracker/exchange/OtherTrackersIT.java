package io.github.djltracker.exchange;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.exchange.mltracker.MlTrackerExport;
import io.github.djltracker.exchange.mltracker.MlTrackerImport;
import io.github.djltracker.exchange.parquet.ParquetExport;
import io.github.djltracker.exchange.parquet.ParquetTable;
import io.github.djltracker.exchange.table.RunTable;
import io.github.djltracker.exchange.table.TableWriter;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.Python;
import io.github.djltracker.testing.random.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that other programs wrote are imported, and files that we export are read by the programs' own code. */
final class OtherTrackersIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private SqlStore store;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder.resolve("runs.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ImportReport read(String uri) {
        Importer importer = new Importer(store.logs(), (run, points, runs, expected) -> {});
        try (Source source = requireNonNull(Sources.open(uri, Map.of()))) {
            source.read(importer, any -> true);
        }
        return importer.report();
    }

    @Test
    void event_files_of_pytorch_tensorflow_and_lightning_are_read() throws IOException {
        Path logs = folder.resolve("logs");
        Map<String, List<String>> wanted = new TreeMap<>();
        JSON.readTree(String.join("", Python.run("write_events.py", logs.toString())))
                .properties()
                .forEach(series -> {
                    List<String> points = new ArrayList<>();
                    series.getValue()
                            .forEach(point -> points.add(point.get(0).asLong() + " "
                                    + number(point.get(1).asText())));
                    wanted.put(series.getKey(), points);
                });

        ImportReport report = read("tensorboard:" + logs);
        ImportReport again = read("tensorboard:" + logs);

        Map<String, List<String>> found = new TreeMap<>();
        for (Model model : store.experiment("logs").models().list()) {
            for (Metric metric : model.metrics().list()) {
                String phase = metric.phase() == null ? "None" : metric.phase();
                found.computeIfAbsent(
                                model.name().orElseThrow() + "|" + phase + "|" + metric.name(),
                                any -> new ArrayList<>())
                        .add(metric.step() + " " + metric.value());
            }
        }
        assertThat(found).isEqualTo(wanted);
        assertThat(report.leftOut()).containsEntry("histograms", 1L).containsEntry("values of the plugin text", 1L);
        assertThat(again.points()).isZero();
        assertThat(again.upToDate()).isEqualTo(3);
        Model lightning = store.experiment("logs").models().list().stream()
                .filter(model -> model.name().orElse("").equals("lightning/version_0"))
                .findFirst()
                .orElseThrow();
        Run run = lightning.runs().list().get(0);
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(lightning.iterations().list().get(0).modules().list())
                .extracting(Module::attributes)
                .containsExactly(Map.of("lr", 0.01, "optimizer", "Adam", "nesterov", true));
    }

    private static double number(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    @Test
    void what_mltracker_wrote_is_read_as_mltracker_reads_it() throws IOException {
        Path file = folder.resolve("db.json");
        JsonNode wanted = JSON.readTree(String.join("", Python.run("mltracker_file.py", "write", file.toString())));

        MlTrackerImport.read(
                file,
                () -> store,
                any -> true,
                new Importer(store.logs(), (run, points, runs, expected) -> {}),
                Entries.TIME);

        assertThat(seen()).isEqualTo(seen(wanted));
    }

    @Test
    void mltracker_reads_what_we_wrote_as_we_see_it() throws IOException {
        RandomStore.fill(store, Seeds.next());
        Model model = store.experiment("hand").models().create("abc");
        model.metrics().log("best", Double.NaN);
        Path file = folder.resolve("db.json");
        try (OutputStream out = Files.newOutputStream(file)) {
            MlTrackerExport.write(store, any -> true, out, (runs, total) -> {});
        }

        JsonNode found = JSON.readTree(String.join("", Python.run("mltracker_file.py", "read", file.toString())));

        assertThat(seen(found)).isEqualTo(seen());
    }

    /** Everything in the store that MLTracker can represent, as text; values as doubles. */
    private List<String> seen() throws IOException {
        List<String> seen = new ArrayList<>();
        for (Experiment experiment : store.experiments().list()) {
            seen.add(experiment.name());
            for (Model model : experiment.models().list()) {
                seen.add(model.hash() + " " + model.name().orElse(null) + " "
                        + model.description().orElse(null) + " " + model.step());
                for (Module module : model.modules().list()) {
                    seen.add(module(module));
                }
                for (Iteration iteration : model.iterations().list()) {
                    seen.add("iteration " + iteration.step());
                    for (Module module : iteration.modules().list()) {
                        seen.add(module(module));
                    }
                }
                List<String> metrics = new ArrayList<>();
                for (Metric metric : model.metrics().list()) {
                    metrics.add(metric(metric.name(), metric.value(), metric.step(), metric.phase()));
                }
                metrics.sort(null);
                seen.addAll(metrics);
            }
        }
        return seen;
    }

    private static String module(Module module) throws IOException {
        return module.name() + " " + JSON.readTree(JSON.writeValueAsString(module.attributes()));
    }

    private static String metric(String name, double value, @Nullable Long step, @Nullable String phase) {
        return name + " " + value + " " + step + " " + phase;
    }

    private static List<String> seen(JsonNode experiments) {
        List<String> seen = new ArrayList<>();
        for (JsonNode experiment : experiments) {
            seen.add(experiment.get("experiment").asText());
            for (JsonNode model : experiment.get("models")) {
                seen.add(model.get("hash").asText() + " " + text(model.get("name")) + " "
                        + text(model.get("description")) + " "
                        + model.get("step").asLong());
                model.get("modules").forEach(module -> add(seen, module));
                for (JsonNode iteration : model.get("iterations")) {
                    seen.add("iteration " + iteration.get(0).asLong());
                    iteration.get(1).forEach(module -> add(seen, module));
                }
                List<String> metrics = new ArrayList<>();
                for (JsonNode metric : model.get("metrics")) {
                    metrics.add(metric(
                            metric.get(0).asText(),
                            number(metric.get(1).asText()),
                            metric.get(2).isNull() ? null : (Long) metric.get(2).asLong(),
                            text(metric.get(3))));
                }
                metrics.sort(null);
                seen.addAll(metrics);
            }
        }
        return seen;
    }

    /** Skips the logs of runs, which we add to MLTracker's files for ourselves. */
    private static void add(List<String> seen, JsonNode module) {
        if (!module.get(0).asText().equals("djl-tracker.run")) {
            seen.add(module.get(0).asText() + " " + module.get(1));
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asText();
    }

    @Test
    void pandas_reads_the_table_of_runs_with_its_types() throws IOException {
        UUID run = UUID.randomUUID();
        store.logs().append(run, Entries.start(run, "digits", "abc"));
        store.logs().append(run, Entries.points(1, "loss", "train", 0, 0.5, Double.NaN));
        Path file = folder.resolve("runs.parquet");
        try (TableWriter out = new ParquetTable(file)) {
            RunTable.write(store, any -> true, out, (models, total) -> {});
        }

        List<String> lines = Python.run("read_table.py", file.toString());

        assertThat(lines)
                .contains("run " + run, "status RUNNING", "loss@train.min 0.5", "loss@train.last nan")
                .anyMatch(line -> line.startsWith(
                        "started " + Entries.TIME.toString().replace("Z", "").replace("T", " ")));
    }

    @Test
    void pandas_arrow_and_duckdb_read_doubles_from_parquet_bit_for_bit() throws IOException {
        UUID run = UUID.randomUUID();
        double[] values = {0.1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, -Double.MAX_VALUE, 1 / 3.0
        };
        store.logs().append(run, Entries.start(run, "digits", "abc"));
        store.logs().append(run, Entries.points(1, "loss", "train", 0, values));
        Path file = folder.resolve("runs.parquet");
        ParquetExport.write(store, any -> true, file, (runs, total) -> {});

        List<String> lines = Python.run("read_parquet.py", file.toString());

        List<String> wanted = new ArrayList<>();
        String columns = "experiment,model,hash,run,phase,name,step,time,value";
        List<String> readers = List.of("Arrow", "pandas", "DuckDB");
        readers.forEach(reader -> wanted.add(columns));
        for (int reader = 0; reader < readers.size(); reader++) {
            for (double value : values) {
                wanted.add("%016x".formatted(Double.doubleToLongBits(value)));
            }
        }
        assertThat(lines).isEqualTo(wanted);
    }
}
