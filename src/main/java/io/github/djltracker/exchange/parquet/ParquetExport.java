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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics as a Parquet table, one row per point. The file's metadata says under {@value #KEY} how runs began,
 * were trained and ended, so that {@link ParquetImport} creates the same curves. Under {@value #CHECKSUMS}, it has the
 * checksum of this text, and a line for each run with the {@link PointChecksum} of its points. Epochs and times of
 * iterations are not included.
 */
public final class ParquetExport {
    static final String KEY = "djltracker.runs";
    static final String CHECKSUMS = "djltracker.checksums";

    private final DuckDBAppender chunks;
    private final StringBuilder runs = new StringBuilder();
    private final StringBuilder checksums = new StringBuilder();
    private @Nullable UUID run;
    private PointChecksum checksum = new PointChecksum();
    private final Map<String, Long> lost;
    private long written;

    private ParquetExport(DuckDBAppender chunks, Map<String, Long> lost) {
        this.chunks = chunks;
        this.lost = lost;
    }

    /**
     * Writes the runs of the experiments whose names match.
     *
     * @throws IllegalArgumentException if the library that writes Parquet is missing
     */
    public static ExportReport write(Store from, Predicate<String> experiments, Path file, RunWalk.Progress progress)
            throws IOException {
        RunWalk walk = RunWalk.of(from, experiments);
        try (DuckDb database = DuckDb.open()) {
            // one row for each series of an entry, because its arrays can be passed unchanged
            database.execute("CREATE TABLE chunks (experiment VARCHAR, model VARCHAR, hash VARCHAR, run VARCHAR,"
                    + " phase VARCHAR, name VARCHAR, steps BIGINT[], times BIGINT[], points DOUBLE[])");
            DuckDBConnection connection = database.connection().unwrap(DuckDBConnection.class);
            ParquetExport export;
            try (DuckDBAppender chunks = connection.createAppender("chunks")) {
                export = new ParquetExport(chunks, walk.besides());
                walk.forEach(export::entry, progress);
            }
            database.execute("COPY (SELECT experiment, model, hash, run, phase, name, unnest(steps) AS step,"
                    + " make_timestamp_ms(unnest(times))::TIMESTAMP_MS AS time, unnest(points) AS value FROM chunks) TO "
                    + DuckDb.text(file.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, KV_METADATA {"
                    + DuckDb.text(KEY) + ": " + DuckDb.text(export.runs.toString()) + ", "
                    + DuckDb.text(CHECKSUMS) + ": " + DuckDb.text(export.checksums()) + "})");
            export.lost.values().removeIf(count -> count == 0);
            return new ExportReport(walk.size(), export.written, export.lost);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Called after the last run. */
    private String checksums() {
        next(null);
        return PointChecksum.of(runs.toString()) + "\n" + checksums;
    }

    /** Completes the checksum of a run, and begins that of the next. */
    private void next(@Nullable UUID another) {
        if (run != null) {
            checksums.append(run).append(' ').append(checksum).append('\n');
        }
        run = another;
        checksum = new PointChecksum();
    }

    private void entry(Model model, Run of, RunEntry entry) throws IOException {
        if (!of.id().equals(run)) {
            next(of.id());
        }
        if (entry instanceof RunBatch batch) {
            lost.merge("iterations", (long) batch.iterations().count(), Long::sum);
            if (!batch.modules().isEmpty()) {
                line(modules(batch));
            }
            try {
                for (SeriesColumns columns : batch.series()) {
                    append(model, of, columns);
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

    /** Only the modules of an entry, and the steps that they belong to. */
    private static RunBatch modules(RunBatch batch) {
        Set<Long> steps = new LinkedHashSet<>();
        for (IterationModule module : batch.modules()) {
            steps.add(module.step());
        }
        long[] array = steps.stream().mapToLong(Long::longValue).toArray();
        IterationColumns iterations = new IterationColumns(array, new int[array.length], new long[array.length]);
        return new RunBatch(batch.sequence(), iterations, List.of(), batch.modules());
    }

    private void append(Model model, Run of, SeriesColumns columns) throws SQLException {
        chunks.beginRow()
                .append(model.experiment().name())
                .append(model.name().orElse(null))
                .append(model.hash())
                .append(of.id().toString())
                .append(columns.phase())
                .append(columns.name())
                .append(columns.steps())
                .append(columns.times())
                .append(columns.values())
                .endRow();
        written += columns.count();
        for (int i = 0; i < columns.count(); i++) {
            checksum.add(columns.name(), columns.phase(), columns.steps()[i], columns.times()[i], columns.values()[i]);
        }
    }
}
