package io.github.djltracker.exchange.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.Source;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ParquetExport} wrote. */
public final class ParquetImport implements Source {
    private record SeriesKey(String name, @Nullable String phase) {}

    private final Path file;

    public ParquetImport(Path file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException if it is no Parquet, or not of ours; then nothing is imported */
    @Override
    public void read(Importer into, Predicate<String> experiments) {
        try (DuckDb database = DuckDb.open()) {
            Map<UUID, List<RunEntry>> runs = runs(database);
            String parquet = "read_parquet(" + DuckDb.text(file.toString()) + ", file_row_number = true)";
            runs.values()
                    .removeIf(run -> !(run.get(0) instanceof RunStart start) || !experiments.test(start.experiment()));
            into.expect(runs.size());
            for (List<RunEntry> run : runs.values()) {
                read(into, database, parquet, (RunStart) run.get(0), run);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalArgumentException(file + " cannot be read as Parquet: " + e.getMessage(), e);
        }
    }

    private Map<UUID, List<RunEntry>> runs(DuckDb database) throws SQLException {
        Map<UUID, List<RunEntry>> runs = new LinkedHashMap<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata("
                        + DuckDb.text(file.toString()) + ") WHERE decode(key) = " + DuckDb.text(ParquetExport.KEY))) {
            if (!rows.next()) {
                throw new IllegalArgumentException(file
                        + " does not say which runs its points are of: only Parquet that" + " export wrote is read");
            }
            List<RunEntry> run = new ArrayList<>();
            for (String line : rows.getString(1).split("\n", -1)) {
                if (!line.isEmpty()) {
                    RunEntry entry = RunLogJson.read(line.getBytes(UTF_8));
                    if (entry instanceof RunStart start) {
                        run = new ArrayList<>();
                        runs.put(start.run(), run);
                    }
                    run.add(entry);
                }
            }
        }
        return runs;
    }

    private static void read(Importer into, DuckDb database, String parquet, RunStart start, List<RunEntry> run)
            throws SQLException {
        into.begin(start);
        RunEnd end = null;
        for (RunEntry entry : run) {
            if (entry instanceof RunBatch batch) {
                batch.modules().forEach(into::settings);
            } else if (entry instanceof RunEnd last) {
                end = last;
            }
        }
        String where =
                " FROM " + parquet + " WHERE run = " + DuckDb.text(start.run().toString());
        List<SeriesKey> keys = new ArrayList<>();
        database.execute(
                "CREATE OR REPLACE TEMP TABLE series AS SELECT row_number() OVER () - 1 AS id, name, phase FROM"
                        + " (SELECT DISTINCT name, phase" + where + ")");
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, phase FROM series ORDER BY id")) {
            while (rows.next()) {
                keys.add(new SeriesKey(rows.getString(1), rows.getString(2)));
            }
        }
        String points = "SELECT s.id, p.step, epoch_ms(p.time), p.value FROM (SELECT *" + where
                + ") p JOIN series s ON s.name = p.name AND s.phase IS NOT DISTINCT FROM p.phase ORDER BY p.file_row_number";
        try (PreparedStatement statement = database.connection().prepareStatement(points);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                SeriesKey key = keys.get((int) rows.getLong(1));
                into.point(key.name(), key.phase(), rows.getLong(2), rows.getLong(3), rows.getDouble(4));
            }
        }
        if (end == null) {
            into.leaveOpen();
        } else {
            into.end(end);
        }
    }

    @Override
    public void close() {
        // nothing is open between two calls
    }
}
