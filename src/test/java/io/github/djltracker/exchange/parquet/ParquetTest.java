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
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Seeds;
import io.github.djltracker.testing.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetTest {
    @TempDir
    private Path folder;

    private final long seed = Seeds.next();
    private SqlStore from;
    private SqlStore to;
    private Path file;

    @BeforeEach
    void open() {
        from = SqlStore.open(folder.resolve("from.db"));
        to = SqlStore.open(folder.resolve("to.db"));
        file = folder.resolve("it's.parquet");
        RandomStore.fill(from, seed);
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
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

    /** In the order of each series, bit for bit. */
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
        assertThatThrownBy(() -> read(other)).hasMessageContaining("only Parquet that export wrote");
        assertThat(to.experiments().list()).isEmpty();
    }
}
