package io.github.djltracker.store;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.IterationQuery;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.Limits;
import io.github.djltracker.domain.NotFoundException;
import io.github.djltracker.domain.Page;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The iterations of a model. Thread-safe. */
record SqlIterations(Access access, ModelKey model) implements Iterations {
    /** An iteration and where it stands in the model's order. */
    private record Placed(long number, long place, Iteration iteration) {}

    @Override
    public Iteration create(long step) {
        Limits.step(step);
        return access.database().write(session -> {
            Rows.requireModel(session, model);
            long number = Rows.take(session, model.row(), 1);
            long time = access.clock().millis();
            session.update(
                    "INSERT INTO iteration (model, number, step, time) VALUES (?, ?, ?, ?)",
                    model.row(),
                    number,
                    step,
                    time);
            return iteration(new Key(Key.ITERATION, model.row(), number), step, OptionalInt.empty(), time);
        });
    }

    @Override
    public Optional<Iteration> get(long step) {
        return access.database().read(session -> {
            Rows.requireModel(session, model);
            return placed(session, step).stream().findFirst().map(Placed::iteration);
        });
    }

    @Override
    public List<Iteration> list() {
        return access.database().read(session -> {
            Rows.requireModel(session, model);
            return placed(session, null).stream().map(Placed::iteration).toList();
        });
    }

    @Override
    public Page<Iteration> page(IterationQuery query) {
        requireNonNull(query, "query");
        return Pages.page(
                list().stream()
                        .filter(iteration -> query.step() == null || query.step() == iteration.step())
                        .toList(),
                Iteration::id,
                query.after(),
                query.limit());
    }

    /** Those of a step, or all, in the order in which they were recorded. */
    private List<Placed> placed(Session session, @Nullable Long step) throws SQLException {
        List<Placed> all = session.list(
                row -> {
                    Key key = new Key(Key.ITERATION, model.row(), row.getLong(1));
                    return new Placed(
                            key.number(), 0, iteration(key, row.getLong(2), OptionalInt.empty(), row.getLong(3)));
                },
                "SELECT number, step, time FROM iteration WHERE model = ? AND (CAST(? AS BIGINT) IS NULL OR step = ?)",
                model.row(),
                step,
                step);
        for (RunPoints run : RunPoints.ofModel(session, model.row())) {
            for (SeriesRow series : run.series()) {
                if (series.isIterations()) {
                    all.addAll(placed(run, series, step));
                }
            }
        }
        all.sort(Comparator.comparingLong(Placed::number).thenComparingLong(Placed::place));
        return all;
    }

    private List<Placed> placed(RunPoints run, SeriesRow series, @Nullable Long wanted) throws SQLException {
        List<Placed> found = new ArrayList<>();
        run.visit(series, wanted, (place, step, time, value, entry) -> {
            if (wanted == null || wanted == step) {
                Key key = new Key(Key.POINT, run.run(), series.id(), place);
                found.add(
                        new Placed(run.number(entry), place, iteration(key, step, OptionalInt.of((int) value), time)));
            }
        });
        return found;
    }

    @Override
    public void remove(Iteration iteration) {
        requireNonNull(iteration, "iteration");
        String id = iteration.id();
        access.database().write(session -> {
            Rows.requireModel(session, model);
            if (!removeByHand(session, id) && !removeOfRun(session, id)) {
                throw new NotFoundException("iteration " + id + " is not among these iterations");
            }
            return true;
        });
    }

    private boolean removeByHand(Session session, String id) throws SQLException {
        Key key = Key.parse(Key.ITERATION, id);
        if (key == null
                || key.owner() != model.row()
                || session.update("DELETE FROM iteration WHERE model = ? AND number = ?", model.row(), key.number())
                        == 0) {
            return false;
        }
        session.update(
                "DELETE FROM iteration_module WHERE model = ? AND run IS NULL AND place = ?",
                model.row(),
                key.number());
        return true;
    }

    private boolean removeOfRun(Session session, String id) throws SQLException {
        Key key = Key.parse(Key.POINT, id);
        String name = key == null ? null : Removal.series(session, model.row(), key);
        if (key == null || name == null || !name.equals(SeriesIds.ITERATIONS)) {
            return false;
        }
        Removal.pack(session, key.owner());
        if (!Removal.remove(session, key)) {
            return false;
        }
        session.update(
                "DELETE FROM iteration_module WHERE model = ? AND run = ? AND place = ?",
                model.row(),
                key.owner(),
                key.position());
        return true;
    }

    @Override
    public void clear() {
        access.database().write(session -> {
            Rows.requireModel(session, model);
            Removal.clear(session, model.row(), true);
            session.update("DELETE FROM iteration WHERE model = ?", model.row());
            return session.update("DELETE FROM iteration_module WHERE model = ?", model.row());
        });
    }

    private Iteration iteration(Key key, long step, OptionalInt epoch, long time) {
        return new SqlIteration(access, model, key, step, epoch, Instant.ofEpochMilli(time));
    }
}
