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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ParquetExport} wrote: once to check that it is complete, and once to import it. */
public final class ParquetImport implements Source {
    private record SeriesKey(String name, @Nullable String phase) {}

    /** Receives the points of a run in their order. */
    private interface Points {
        void add(String name, @Nullable String phase, long step, long millis, double value);
    }

    private final Path file;

    public ParquetImport(Path file) {
        this.file = file;
    }

    /**
     * @throws IllegalArgumentException if it is not Parquet, not written by us, or damaged; then nothing is imported
     */
    @Override
    public void read(Importer into, Predicate<String> experiments) {
        try (DuckDb database = DuckDb.open()) {
            Map<UUID, List<RunEntry>> runs = runs(database);
            runs.values()
                    .removeIf(run -> !(run.get(0) instanceof RunStart start) || !experiments.test(start.experiment()));
            Map<String, String> checksums = checksums(database);
            for (UUID run : runs.keySet()) {
                check(database, run, checksums.get(run.toString()));
            }
            into.expect(runs.size());
            for (List<RunEntry> run : runs.values()) {
                read(into, database, (RunStart) run.get(0), run);
            }
        } catch (SQLException | IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(file + " cannot be read as Parquet: " + reason, e);
        }
    }

    private @Nullable String metadata(DuckDb database, String key) throws SQLException {
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata("
                        + DuckDb.text(file.toString()) + ") WHERE decode(key) = " + DuckDb.text(key))) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private Map<UUID, List<RunEntry>> runs(DuckDb database) throws SQLException {
        String text = metadata(database, ParquetExport.KEY);
        if (text == null) {
            throw new IllegalArgumentException(file
                    + " does not say which runs its points belong to: only Parquet files written by export can be read, but not"
                    + " tables of runs or curves");
        }
        String checksums = metadata(database, ParquetExport.CHECKSUMS);
        if (checksums == null || !checksums.startsWith(PointChecksum.of(text) + "\n")) {
            throw damaged("the metadata of its runs");
        }
        Map<UUID, List<RunEntry>> runs = new LinkedHashMap<>();
        List<RunEntry> run = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                RunEntry entry = RunLogJson.read(line.getBytes(UTF_8));
                if (entry instanceof RunStart start) {
                    run = new ArrayList<>();
                    runs.put(start.run(), run);
                }
                run.add(entry);
            }
        }
        return runs;
    }

    private IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException(
                file + " is damaged: " + what + " does not match its checksum; nothing was imported");
    }

    /** The checksums by the ids of the runs. */
    private Map<String, String> checksums(DuckDb database) throws SQLException {
        Map<String, String> checksums = new HashMap<>();
        String text = metadata(database, ParquetExport.CHECKSUMS);
        for (String line : text == null ? new String[0] : text.split("\n", -1)) {
            int gap = line.indexOf(' ');
            if (gap > 0) {
                checksums.put(line.substring(0, gap), line.substring(gap + 1));
            }
        }
        return checksums;
    }

    private void check(DuckDb database, UUID run, @Nullable String written) throws SQLException {
        PointChecksum checksum = new PointChecksum();
        points(database, run, checksum::add);
        if (!checksum.toString().equals(written)) {
            throw damaged("run " + run);
        }
    }

    private void read(Importer into, DuckDb database, RunStart start, List<RunEntry> run) throws SQLException {
        into.begin(start);
        RunEnd end = null;
        for (RunEntry entry : run) {
            if (entry instanceof RunBatch batch) {
                batch.modules().forEach(into::settings);
            } else if (entry instanceof RunEnd last) {
                end = last;
            }
        }
        points(database, start.run(), into::point);
        if (end == null) {
            into.leaveOpen();
        } else {
            into.end(end);
        }
    }

    private void points(DuckDb database, UUID run, Points into) throws SQLException {
        // never take names of directories for columns
        String parquet =
                "read_parquet(" + DuckDb.text(file.toString()) + ", file_row_number = true, hive_partitioning = false)";
        String where = " FROM " + parquet + " WHERE run = " + DuckDb.text(run.toString());
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
                into.add(key.name(), key.phase(), rows.getLong(2), rows.getLong(3), rows.getDouble(4));
            }
        }
    }

    @Override
    public void close() {
        // nothing stays open between two calls
    }
}
