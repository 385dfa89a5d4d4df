package io.github.djltracker.store.find;

import io.github.djltracker.domain.find.RunValues;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.curve.ExtremeSteps;
import io.github.djltracker.store.curve.RunPoints;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.session.IterationModuleRows;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.RunRow;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values by which runs are found, with one row per value. They are updated when a run ends, and, if a run has
 * changed otherwise, before the next search.
 */
public final class RunIndex {
    /** Number of runs that are updated in one transaction, so that trainings do not wait for long. */
    private static final int TOGETHER = 50;
    /** Longer names are left out, because an index of PostgreSQL does not accept them. */
    private static final int MAX_NAME = 500;

    private RunIndex() {}

    /** Reads the values of runs that changed, in a transaction of its own. */
    static void refresh(Database database, List<Long> runs) {
        database.write(session -> {
            for (long run : runs) {
                refreshStale(session, run);
            }
            return runs.size();
        });
    }

    /** Updates a run, unless another transaction has done so since the run was found. */
    private static void refreshStale(Session session, long run) throws SQLException {
        Rows.lockRun(session, run);
        if (session.one(row -> true, "SELECT 1 FROM stale_run WHERE run = ?", run) != null) {
            refresh(session, run);
        }
    }

    /** The next runs of an experiment that changed since their values were read, ascending. */
    static List<Long> stale(Session session, long experiment, long after) throws SQLException {
        // a cross join keeps SQLite from beginning with all runs of the experiment
        return session.list(row -> row.getLong(1), """
                SELECT s.run FROM stale_run s CROSS JOIN run r WHERE r.id = s.run AND r.experiment = ? AND s.run > ?
                ORDER BY s.run LIMIT ?""", experiment, after, (long) TOGETHER);
    }

    private record Owner(long experiment, long model) {}

    /** Reads the values of a run, in the caller's transaction, and writes those that have changed. */
    public static void refresh(Session session, long run) throws SQLException {
        Rows.lockRun(session, run);
        Owner owner = owner(session, run);
        if (owner == null) {
            return;
        }
        write(session, run, owner.experiment, values(session, run, owner.model));
        session.update("DELETE FROM stale_run WHERE run = ?", run);
        session.update("UPDATE run_state SET indexed = 1 WHERE run = ?", run);
    }

    private static @Nullable Owner owner(Session session, long run) throws SQLException {
        return session.one(
                row -> new Owner(row.getLong(1), row.getLong(2)),
                "SELECT experiment, model FROM run WHERE id = ?",
                run);
    }

    /** The values that a run should be found by; none if it is gone. */
    static Map<String, ValueRow> values(Session session, long run) throws SQLException {
        Owner owner = owner(session, run);
        return owner == null ? Map.of() : values(session, run, owner.model);
    }

    private static Map<String, ValueRow> values(Session session, long run, long model) throws SQLException {
        Run itself = session.only(
                row -> RunRow.run(row, 0),
                "SELECT " + RunRow.COLUMNS + " FROM run r JOIN run_state s ON s.run = r.id WHERE s.run = ?",
                run);
        RunValues values = new RunValues(itself, "", "", null);
        values.addSettings(IterationModuleRows.settings(session, model, run, itself.id()));
        RunPoints points = RunPoints.ofRun(session, run);
        Map<SeriesRow, Statistics> sums = new LinkedHashMap<>();
        for (SeriesRow series : points.series()) {
            Statistics sum = points.statistics(series);
            if (!series.isIterations() && sum.count > 0 && !Histogram.isSeries(series.name(), series.phase())) {
                sums.put(series, sum);
            }
        }
        Map<Long, ExtremeSteps.Pair> steps = ExtremeSteps.of(session, points, sums);
        sums.forEach((series, sum) -> {
            Series summary = series.summary(itself.id(), sum);
            ExtremeSteps.Pair at = steps.getOrDefault(series.id(), ExtremeSteps.Pair.NONE);
            values.add(summary, at.min(), at.max());
        });
        Map<String, ValueRow> rows = new HashMap<>();
        values.forEach((name, value) -> {
            if (!RunValues.PASSING.contains(name) && name.length() <= MAX_NAME) {
                rows.put(name, ValueRow.of(value, values.step(name)));
            }
        });
        return rows;
    }

    private static void write(Session session, long run, long experiment, Map<String, ValueRow> values)
            throws SQLException {
        session.preferIndexes();
        ValueNames names = new ValueNames(session, experiment);
        names.add(values.keySet());
        Map<Long, ValueRow> before = new HashMap<>();
        session.each(
                row -> before.put(row.getLong(1), ValueRow.read(row, 2)),
                "SELECT name, " + ValueRow.COLUMNS + " FROM run_value WHERE run = ?",
                run);
        List<@Nullable Object[]> rows = new ArrayList<>();
        values.forEach((name, value) -> {
            Long number = names.all().get(name);
            if (number != null && value.equals(before.get(number))) {
                before.remove(number);
            } else {
                rows.add(new @Nullable Object[] {
                    run,
                    number,
                    value.kind(),
                    value.number(),
                    value.text(),
                    value.folded(),
                    value.sortKey(),
                    value.step()
                });
            }
        });
        List<@Nullable Object[]> gone = new ArrayList<>();
        before.keySet().forEach(number -> gone.add(new @Nullable Object[] {run, number}));
        session.updateAll("DELETE FROM run_value WHERE run = ? AND name = ?", gone);
        session.updateAll(
                "INSERT INTO run_value (run, name, " + ValueRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows);
    }
}
