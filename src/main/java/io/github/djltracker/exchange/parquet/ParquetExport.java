package io.github.djltracker.exchange.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics as a table of Parquet, a row a point; how runs began, were trained and ended is in the file's metadata, under
 * {@value #KEY}, so that {@link ParquetImport} makes the same curves of it. Epochs and times of iterations are not in it.
 */
public final class ParquetExport {
    static final String KEY = "djltracker.runs";

    private record SeriesKey(
            UUID run, String name, @Nullable String phase) {}

    private final DuckDBAppender points;
    private final DuckDBAppender series;
    private final Map<SeriesKey, Integer> ids = new HashMap<>();
    private final StringBuilder runs = new StringBuilder();
    private final Map<String, Long> lost;
    private long written;

    private ParquetExport(DuckDBAppender points, DuckDBAppender series, Map<String, Long> lost) {
        this.points = points;
        this.series = series;
        this.lost = lost;
    }

    /**
     * Writes the runs of the experiments whose names match.
     *
     * @throws IllegalArgumentException if the library that writes Parquet is not there
     */
    public static ExportReport write(Store from, Predicate<String> experiments, Path file, RunWalk.Progress progress)
            throws IOException {
        RunWalk walk = RunWalk.of(from, experiments);
        try (DuckDb database = DuckDb.open()) {
            database.execute("CREATE TABLE points (series INTEGER, step BIGINT, time BIGINT, value DOUBLE)");
            database.execute(
                    "CREATE TABLE series (id INTEGER, experiment VARCHAR, model VARCHAR, hash VARCHAR, run VARCHAR,"
                            + " phase VARCHAR, name VARCHAR)");
            DuckDBConnection connection = database.connection().unwrap(DuckDBConnection.class);
            ParquetExport export;
            try (DuckDBAppender points = connection.createAppender("points");
                    DuckDBAppender series = connection.createAppender("series")) {
                export = new ParquetExport(points, series, new TreeMap<>(walk.byHand()));
                walk.forEach(export::entry, progress);
            }
            database.execute("COPY (SELECT experiment, model, hash, run, phase, name, step,"
                    + " make_timestamp_ms(time)::TIMESTAMP_MS AS time, value"
                    + " FROM points JOIN series ON series.id = points.series ORDER BY points.rowid) TO "
                    + DuckDb.text(file.toString()) + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {"
                    + DuckDb.text(KEY) + ": " + DuckDb.text(export.runs.toString()) + "})");
            export.lost.values().removeIf(count -> count == 0);
            return new ExportReport(walk.size(), export.written, export.lost);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void entry(Model model, Run run, RunEntry entry) throws IOException {
        if (entry instanceof RunBatch batch) {
            lost.merge("iterations", (long) batch.iterations().count(), Long::sum);
            if (!batch.modules().isEmpty()) {
                line(modules(batch));
            }
            try {
                for (SeriesColumns columns : batch.series()) {
                    append(model, run, columns);
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        } else {
            line(entry);
        }
    }

    private void line(RunEntry entry) {
        runs.append(new String(RunLogJson.write(entry), UTF_8)).append('\n');
    }

    /** The modules of an entry alone, and the steps that they hang on. */
    private static RunBatch modules(RunBatch batch) {
        Set<Long> steps = new LinkedHashSet<>();
        for (IterationModule module : batch.modules()) {
            steps.add(module.step());
        }
        long[] array = steps.stream().mapToLong(Long::longValue).toArray();
        IterationColumns iterations = new IterationColumns(array, new int[array.length], new long[array.length]);
        return new RunBatch(batch.sequence(), iterations, List.of(), batch.modules());
    }

    private void append(Model model, Run run, SeriesColumns columns) throws SQLException {
        SeriesKey key = new SeriesKey(run.id(), columns.name(), columns.phase());
        Integer known = ids.get(key);
        if (known == null) {
            known = ids.size();
            ids.put(key, known);
            series.beginRow()
                    .append(known.intValue())
                    .append(model.experiment().name())
                    .append(model.name().orElse(null))
                    .append(model.hash())
                    .append(run.id().toString())
                    .append(columns.phase())
                    .append(columns.name())
                    .endRow();
        }
        int id = known;
        for (int i = 0; i < columns.count(); i++) {
            points.beginRow()
                    .append(id)
                    .append(columns.steps()[i])
                    .append(columns.times()[i])
                    .append(columns.values()[i])
                    .endRow();
        }
        written += columns.count();
    }
}
