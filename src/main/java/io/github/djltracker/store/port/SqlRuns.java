package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.store.curve.EpochReader;
import io.github.djltracker.store.curve.RunPoints;
import io.github.djltracker.store.session.DeletedRuns;
import io.github.djltracker.store.session.IterationModuleRows;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.ModelKey;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.RunRow;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StoredAnnotations;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs of a model. Thread-safe. */
public record SqlRuns(Access access, ModelKey model) implements Runs {
    /** A run that has not ended and is silent for longer than this is {@link RunStatus#LOST}. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(60);

    @Override
    public List<Run> list() {
        return access.read(session -> {
            Rows.requireModel(session, model);
            return judged(session, "r.model = ? ORDER BY r.id", model.row());
        });
    }

    @Override
    public Optional<Run> read(UUID id) {
        requireNonNull(id, "id");
        return access.read(session -> {
            Rows.requireModel(session, model);
            return judged(session, "r.model = ? AND r.uuid = ?", model.row(), id).stream()
                    .findFirst();
        });
    }

    @Override
    public List<RunModule> settings(Set<UUID> only) {
        requireNonNull(only, "only");
        return access.read(session -> {
            Rows.requireModel(session, model);
            if (only.isEmpty()) {
                return session.list(this::setting, """
                        SELECT r.uuid, m.number, m.position, m.step, m.name, m.attributes
                        FROM iteration_module m JOIN run r ON r.id = m.run
                        WHERE m.model = ? AND m.place IS NOT NULL ORDER BY r.id, m.number, m.position""", model.row());
            }
            SortedMap<Long, UUID> rows = new TreeMap<>();
            for (UUID run : only) {
                Long row = find(session, run);
                if (row != null) {
                    rows.put(row, run);
                }
            }
            List<RunModule> found = new ArrayList<>();
            for (Map.Entry<Long, UUID> run : rows.entrySet()) {
                found.addAll(IterationModuleRows.settings(session, model.row(), run.getKey(), run.getValue()));
            }
            return found;
        });
    }

    private RunModule setting(ResultSet row) throws SQLException {
        String id = new Key(Key.ITERATION_MODULE, model.row(), row.getLong(2), row.getLong(3)).toString();
        return new RunModule(
                Session.uuid(row.getBytes(1)),
                row.getLong(4),
                new Module(id, row.getString(5), AttributesJson.read(row.getString(6))));
    }

    @Override
    public List<RunEpoch> epochs(Set<UUID> only) {
        requireNonNull(only, "only");
        return access.read(session -> {
            Rows.requireModel(session, model);
            List<RunEpoch> epochs = new ArrayList<>();
            for (RunPoints run : RunPoints.ofModel(session, model.row(), only, SeriesIds.ITERATIONS)) {
                epochs.addAll(EpochReader.read(session, run));
            }
            return epochs;
        });
    }

    @Override
    public Annotations annotate(UUID id, List<Annotation> said) {
        requireNonNull(id, "id");
        return access.database().write(session -> {
            Rows.requireModel(session, model);
            long run = row(session, id);
            return StoredAnnotations.addToRun(session, run, said, access.clock().instant());
        });
    }

    @Override
    public void delete(UUID id) {
        requireNonNull(id, "id");
        access.database().write(session -> {
            Rows.requireModel(session, model);
            long run = row(session, id);
            // locked before the run's row, as appends do; another transaction may have deleted or moved the run until
            // then
            Rows.lockRun(session, run);
            row(session, id);
            DeletedRuns.add(session, id);
            session.update("DELETE FROM run WHERE id = ?", run);
            Optional<Long> seen =
                    session.only(row -> Optional.ofNullable(Session.longOrNull(row, 1)), """
                    SELECT max(s.seen) FROM run r JOIN run_state s ON s.run = r.id WHERE r.model = ?""", model.row());
            return session.update("UPDATE model_state SET seen = ? WHERE model = ?", seen.orElse(null), model.row());
        });
    }

    private long row(Session session, UUID id) throws SQLException {
        Long run = find(session, id);
        if (run == null) {
            throw new NotFoundException("model " + model.id() + " has no run " + id);
        }
        return run;
    }

    private @Nullable Long find(Session session, UUID id) throws SQLException {
        return session.one(row -> row.getLong(1), "SELECT id FROM run WHERE model = ? AND uuid = ?", model.row(), id);
    }

    private List<Run> judged(Session session, String where, Object... arguments) throws SQLException {
        Map<Long, Run> runs = new LinkedHashMap<>();
        session.each(
                row -> runs.put(row.getLong(RunRow.COUNT + 1), RunRow.run(row, lostBefore(access))),
                "SELECT " + RunRow.COLUMNS + ", r.id FROM run r JOIN run_state s ON s.run = r.id WHERE " + where,
                arguments);
        return List.copyOf(access.alerts().judged(session, runs).values());
    }

    /** A run without an end that was last seen before this time is lost. */
    static long lostBefore(Access access) {
        return access.clock().millis() - HEARTBEAT.toMillis();
    }
}
