package io.github.djltracker.exchange.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.RandomStore;
import io.github.djltracker.exchange.TwoStores;
import io.github.djltracker.exchange.table.TableWriter;
import io.github.djltracker.exchange.table.TableWriter.Column;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.random.Seeds;
import io.github.djltracker.testing.random.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetTest extends TwoStores {
    private final long seed = Seeds.next();
    private Path file;

    @BeforeEach
    void open() {
        file = folder.resolve("it's.parquet");
        RandomStore.fill(from, seed);
    }

    private ImportReport read(Path parquet) {
        Importer importer = new Importer(to.logs(), (run, points, runs, expected) -> {});
        try (ParquetImport source = new ParquetImport(parquet)) {
            source.read(importer, any -> true);
        }
        return importer.report();
    }

    @Test
    void metrics_runs_and_settings_come_back_as_they_were() throws IOException {
        ExportReport exported = ParquetExport.write(from, any -> true, file, (runs, total) -> {});
        ImportReport imported = read(file);

        assertThat(exported.lost()).containsOnlyKeys("iterations");
        assertThat(imported.runs()).isEqualTo(8);
        assertThat(imported.leftOut()).isEmpty();
        for (int i = 0; i < 8; i++) {
            UUID run = new UUID(seed, i);
            assertThat(points(to, run)).isEqualTo(points(from, run));
        }
        List<Seen> before = RandomStore.seen(from);
        List<Seen> after = RandomStore.seen(to);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).modules()).isEqualTo(before.get(i).modules());
            assertThat(after.get(i).series()).isEqualTo(before.get(i).series());
            assertThat(after.get(i).runs())
                    .extracting(run -> run.environment())
                    .isEqualTo(before.get(i).runs().stream()
                            .map(run -> run.environment())
                            .toList());
        }
        assertThat(read(file)).isEqualTo(new ImportReport(0, 0, 8, 0, imported.leftOut(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"value=3.5", "name=zzz", "phase=7", "step=9", "run=5", "time=2020-01-01", "experiment=other"})
    void names_of_directories_are_no_columns(String directory) throws IOException {
        Path odd = Files.createDirectory(folder.resolve(directory)).resolve("a.parquet");
        ParquetExport.write(from, any -> true, odd, (runs, total) -> {});

        assertThat(read(odd).runs()).isEqualTo(8);

        for (int i = 0; i < 8; i++) {
            UUID run = new UUID(seed, i);
            assertThat(points(to, run)).isEqualTo(points(from, run));
        }
        assertThat(to.experiments().list()).hasSameSizeAs(from.experiments().list());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REPLACE (CASE WHEN file_row_number = 7 THEN CASE WHEN value = 0.25 THEN 0.5 ELSE 0.25 END ELSE value END AS value)",
                "REPLACE (CASE WHEN file_row_number = 7 THEN step + 1 ELSE step END AS step)",
                "REPLACE (CASE WHEN file_row_number = 7 THEN 'other' ELSE name END AS name)",
                "REPLACE (CASE WHEN file_row_number = 7 THEN 'other' ELSE phase END AS phase)",
                "REPLACE (CASE WHEN file_row_number = 7 THEN time + INTERVAL 1 SECOND ELSE time END AS time)",
            })
    void of_points_that_are_not_as_they_were_written_nothing_is_imported(String replace) throws Exception {
        ParquetExport.write(from, any -> true, file, (runs, total) -> {});

        Path changed = changed(replace, metadata(ParquetExport.KEY), metadata(ParquetExport.CHECKSUMS));

        assertThatThrownBy(() -> read(changed))
                .hasMessageContaining("is damaged: run ")
                .hasMessageContaining("nothing");
        assertThat(to.experiments().list()).isEmpty();
    }

    @Test
    void of_runs_that_are_not_as_they_were_written_nothing_is_imported() throws Exception {
        ParquetExport.write(from, any -> true, file, (runs, total) -> {});

        Path changed = changed(
                "", metadata(ParquetExport.KEY).replaceFirst("[a-z]\\d", "z9"), metadata(ParquetExport.CHECKSUMS));

        assertThatThrownBy(() -> read(changed))
                .hasMessageContaining("the metadata of its runs does not match its checksum");
        assertThat(to.experiments().list()).isEmpty();
    }

    private String metadata(String key) throws Exception {
        try (DuckDb database = DuckDb.open();
                var statement = database.connection().createStatement();
                var rows = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata("
                        + DuckDb.text(file.toString()) + ") WHERE decode(key) = " + DuckDb.text(key))) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** A valid Parquet file whose rows differ from those that were exported. */
    private Path changed(String replace, String runs, String checksums) throws Exception {
        Path changed = folder.resolve("changed.parquet");
        try (DuckDb database = DuckDb.open()) {
            database.execute("COPY (SELECT * EXCLUDE (file_row_number) " + replace + " FROM read_parquet("
                    + DuckDb.text(file.toString())
                    + ", file_row_number = true)) TO " + DuckDb.text(changed.toString())
                    + " (FORMAT parquet, KV_METADATA {" + DuckDb.text(ParquetExport.KEY) + ": " + DuckDb.text(runs)
                    + ", " + DuckDb.text(ParquetExport.CHECKSUMS) + ": " + DuckDb.text(checksums) + "})");
        }
        return changed;
    }

    /** The points of a run, in the order of each series, with the exact bits of their values. */
    private static List<String> points(SqlStore store, UUID run) {
        List<String> points = new ArrayList<>();
        for (RunEntry entry : store.logs().entries(run, 0, 1_000)) {
            if (entry instanceof RunBatch batch) {
                for (SeriesColumns series : batch.series()) {
                    for (int i = 0; i < series.count(); i++) {
                        points.add(series.phase() + "/" + series.name() + " " + series.steps()[i] + " "
                                + series.times()[i] + " " + Double.doubleToLongBits(series.values()[i]));
                    }
                }
            }
        }
        points.sort(null);
        return points;
    }

    @Test
    void what_is_no_parquet_of_ours_is_refused() throws IOException {
        Path foreign = Files.writeString(folder.resolve("a.parquet"), "hello");
        assertThatThrownBy(() -> read(foreign)).isInstanceOf(IllegalArgumentException.class);

        Path other = folder.resolve("b.parquet");
        try (DuckDb database = DuckDb.open()) {
            database.execute("COPY (SELECT 1 AS a) TO " + DuckDb.text(other.toString()) + " (FORMAT parquet)");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
        assertThatThrownBy(() -> read(other)).hasMessageContaining("only Parquet files written by export");
        assertThat(to.experiments().list()).isEmpty();
    }

    @Test
    void a_table_that_is_too_wide_is_refused_with_what_to_do() throws IOException {
        List<Column> wide = new ArrayList<>();
        for (int i = 0; i <= ParquetTable.MAX_COLUMNS; i++) {
            wide.add(new Column("metric " + i, TableWriter.Kind.NUMBER));
        }
        try (ParquetTable table = new ParquetTable(file)) {
            assertThatThrownBy(() -> table.begin(wide))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("4001 columns", "4000", "write CSV");
        }
    }
}
