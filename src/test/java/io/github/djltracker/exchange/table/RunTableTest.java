package io.github.djltracker.exchange.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of runs has a column for every value of every run. */
final class RunTableTest {
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

    private void run(Map<String, Object> settings, SeriesColumns... series) {
        UUID run = UUID.randomUUID();
        store.logs().append(run, Entries.start(run, "digits", "abc"));
        store.logs()
                .append(
                        run,
                        new RunBatch(
                                1,
                                new IterationColumns(new long[] {0}, new int[] {0}, new long[] {1}),
                                List.of(series),
                                List.of(new IterationModule(0, new ModuleRecord("data", settings)))));
    }

    private static SeriesColumns series(String name, @Nullable String phase, double... values) {
        long[] steps = new long[values.length];
        Arrays.setAll(steps, i -> i);
        return new SeriesColumns(name, phase, steps, steps, values);
    }

    /** The rows, one for each run, by the names of the columns. */
    private List<Map<String, String>> rows() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableWriter out = new CsvTable(bytes)) {
            ExportReport report = RunTable.write(store, any -> true, out, (models, total) -> {});
            assertThat(report.lost()).isEmpty();
        }
        List<String[]> lines =
                bytes.toString(UTF_8).lines().map(line -> line.split(",", -1)).toList();
        assertThat(lines.get(0)).doesNotHaveDuplicates();
        return lines.stream()
                .skip(1)
                .map(line -> {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < line.length; i++) {
                        row.put(lines.get(0)[i], line[i]);
                    }
                    return row;
                })
                .toList();
    }

    @Test
    void metrics_whose_columns_have_one_name_have_two() throws IOException {
        run(
                Map.of("x", 1),
                series("a@b", "c", 1),
                series("a", "b@c", 2),
                series("Loss", null, 3),
                series("loss", null, 4));

        Map<String, String> row = rows().get(0);

        assertThat(row)
                .containsEntry("a@b@c.last", "2.0")
                .containsEntry("a@b@c.last (2)", "1.0")
                .containsEntry("Loss@.max", "3.0")
                .containsEntry("loss@.max (2)", "4.0")
                .containsEntry("loss@.max.step (2)", "0")
                .containsEntry("a@b@c.min.step", "")
                .containsEntry("a@b@c.min.step (2)", "");
    }

    @Test
    void what_people_said_of_runs_is_in_the_columns_by_whose_names_they_are_found() throws IOException {
        run(Map.of("x", 1));
        run(Map.of("x", 2));
        Model model = store.experiment("digits").models().list().get(0);
        List<Run> runs = model.runs().list();
        model.runs()
                .annotate(
                        runs.get(0).id(),
                        Annotation.name("best"),
                        Annotation.tag("team", "vision"),
                        Annotation.tag("baseline"),
                        Annotation.note("one; two"),
                        Annotation.starred(true));

        List<Map<String, String>> rows = rows();

        assertThat(rows.get(0))
                .containsAllEntriesOf(
                        Map.of("name", "best", "tag:team", "vision", "tag:baseline", "true", "note", "one; two"))
                .containsAllEntriesOf(Map.of("starred", "true", "archived", "false"));
        assertThat(rows.get(1))
                .containsAllEntriesOf(Map.of(
                        "name",
                        runs.get(1).name(),
                        "tag:team",
                        "",
                        "tag:baseline",
                        "",
                        "note",
                        "",
                        "starred",
                        "false"));
    }

    @Test
    void lowest_and_highest_values_have_their_steps() throws IOException {
        run(Map.of("x", 1), series("loss", "train", 5, 1, 1, 7), series("nan", null, Double.NaN));

        Map<String, String> row = rows().get(0);

        assertThat(row)
                .containsAllEntriesOf(Map.of(
                        "loss@train.min.step",
                        "1",
                        "loss@train.max.step",
                        "3",
                        "nan@.min.step",
                        "",
                        "nan@.max",
                        "NaN"));
    }

    @Test
    void many_metrics_have_their_steps() throws IOException {
        SeriesColumns[] many = IntStream.range(0, 300)
                .mapToObj(i -> series("metric with a long name " + i, "validate", 2, i - 100))
                .toArray(SeriesColumns[]::new);
        Arrays.sort(many, RunBatch.SERIES_ORDER);
        run(Map.of("x", 1), many);

        Map<String, String> row = rows().get(0);

        assertThat(row)
                .containsEntry("metric with a long name 0@validate.min.step", "1")
                .containsEntry("metric with a long name 299@validate.min.step", "0")
                .containsEntry("metric with a long name 299@validate.max.step", "1");
    }

    @Test
    void a_setting_and_a_metric_of_one_name_have_a_column_each() throws IOException {
        run(Map.of("q.last", "of the setting"), series("setting.data.q", null, 5), series("setting.data", "q", 6));
        run(Map.of("w@q.last", "of the setting"), series("setting.data.w", "q", 7));

        List<Map<String, String>> rows = rows();

        assertThat(rows.get(0)).containsEntry("setting.data.q.last", "of the setting");
        assertThat(rows.get(1))
                .containsEntry("setting.data.w@q.last", "of the setting")
                .containsEntry("setting.data.w@q.last (2)", "7.0");
    }

    @Test
    void no_integer_is_rounded_for_the_sake_of_a_fraction_in_another_run() throws IOException {
        run(Map.of("big", 9_007_199_254_740_993L, "small", 3, "mixed", "a"));
        run(Map.of("big", 1.5, "small", 0.5, "mixed", 7));
        run(Map.of("big", Long.MIN_VALUE, "small", 4, "mixed", true));

        assertThat(rows())
                .extracting(row -> row.get("setting.data.big"))
                .containsExactly("9007199254740993", "1.5", "-9223372036854775808");
        assertThat(rows()).extracting(row -> row.get("setting.data.small")).containsExactly("3.0", "0.5", "4.0");
        assertThat(rows()).extracting(row -> row.get("setting.data.mixed")).containsExactly("a", "7", "true");
    }

    @Test
    void the_last_value_of_a_setting_counts_and_what_a_run_does_not_have_is_empty() throws IOException {
        run(Map.of("x", 1));
        run(Map.of("y", 2), series("loss", "train", Double.NaN, Double.NEGATIVE_INFINITY));

        List<Map<String, String>> rows = rows();

        assertThat(rows.get(0)).containsEntry("setting.data.y", "").containsEntry("loss@train.last", "");
        assertThat(rows.get(1)).containsEntry("loss@train.last", "-Infinity").containsEntry("setting.data.x", "");
    }
}
