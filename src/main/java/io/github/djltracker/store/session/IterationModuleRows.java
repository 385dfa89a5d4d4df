package io.github.djltracker.store.session;

import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and deletes modules of iterations. The queries avoid a scan of all modules of the model, which SQLite would
 * otherwise choose, because it does not know how many modules a model has.
 */
public final class IterationModuleRows {
    private IterationModuleRows() {}

    /** A module with its place in the order of the model. */
    private record Row(long number, long position, RunModule module) {}

    /** The settings of a run of a model, by its row and its id, in the order in which they were recorded. */
    public static List<RunModule> settings(Session session, long model, long run, UUID id) throws SQLException {
        // sorted here, because the index of the run does not have the order of the model
        List<Row> rows = new ArrayList<>(session.list(
                row -> new Row(
                        row.getLong(1),
                        row.getLong(2),
                        new RunModule(
                                id,
                                row.getLong(3),
                                new Module(
                                        new Key(Key.ITERATION_MODULE, model, row.getLong(1), row.getLong(2)).toString(),
                                        row.getString(4),
                                        AttributesJson.read(row.getString(5))))),
                """
                SELECT number, position, step, name, attributes FROM iteration_module
                WHERE model = ? AND run = ? AND place IS NOT NULL ORDER BY sequence""",
                model,
                run));
        rows.sort(Comparator.comparingLong(Row::number).thenComparingLong(Row::position));
        return rows.stream().map(Row::module).toList();
    }

    /**
     * Deletes the modules of an iteration.
     *
     * @param run null if the iteration was created manually
     */
    public static void delete(Session session, long model, @Nullable Long run, long place) throws SQLException {
        List<@Nullable Object[]> keys = session.list(
                row -> new @Nullable Object[] {model, row.getLong(1), row.getLong(2)}, """
                SELECT number, position FROM iteration_module
                WHERE model = ? AND run IS NOT DISTINCT FROM ? AND place = ?""", model, run, place);
        session.updateAll("DELETE FROM iteration_module WHERE model = ? AND number = ? AND position = ?", keys);
    }
}
