package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.chunk.Removal;
import io.github.djltracker.store.chunk.UnpackedPoints;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.curve.Cursor;
import io.github.djltracker.store.curve.Pages;
import io.github.djltracker.store.curve.Point;
import io.github.djltracker.store.curve.PointFilter;
import io.github.djltracker.store.curve.PointReader;
import io.github.djltracker.store.session.IterationModuleRows;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.ModelKey;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The iterations of a model. Thread-safe. */
record SqlIterations(Access access, ModelKey model) implements Iterations {
    @Override
    public Iteration create(long step) {
        Limits.step(step);
        return access.database().write(session -> {
            Rows.lockOrder(session, model);
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
        return page(new IterationQuery(step, null, 1)).items().stream().findFirst();
    }

    @Override
    public Optional<Iteration> read(String id) {
        requireNonNull(id, "id");
        return access.read(session -> {
            Rows.requireModel(session, model);
            Iteration byHand = byHand(session, Key.parse(Key.ITERATION, id));
            return Optional.ofNullable(byHand != null ? byHand : ofRun(session, Key.parse(Key.POINT, id)));
        });
    }

    private @Nullable Iteration byHand(Session session, @Nullable Key key) throws SQLException {
        if (key == null || key.owner() != model.row()) {
            return null;
        }
        return session.one(
                row -> iteration(key, row.getLong(1), OptionalInt.empty(), row.getLong(2)),
                "SELECT step, time FROM iteration WHERE model = ? AND number = ?",
                model.row(),
                key.number());
    }

    private @Nullable Iteration ofRun(Session session, @Nullable Key key) throws SQLException {
        String name = key == null ? null : Removal.series(session, model.row(), key);
        if (key == null || key.position() < 0 || !SeriesIds.ITERATIONS.equals(name)) {
            return null;
        }
        long run = key.owner();
        long place = key.position();
        Chunk chunk = Chunk.at(session, run, key.number(), place);
        if (chunk != null && place < chunk.end()) {
            int index = (int) (place - chunk.first());
            return chunk.isRemoved(index) ? null : iteration(key, chunk.decode(session), index);
        }
        long packed = session.number("SELECT points FROM series WHERE run = ? AND id = ?", run, key.number());
        Points waiting = UnpackedPoints.of(session, run, key.number());
        long index = place - packed;
        return index < 0 || index >= waiting.count() ? null : iteration(key, waiting, (int) index);
    }

    private Iteration iteration(Key key, Points points, int index) {
        return iteration(
                key, points.steps()[index], OptionalInt.of((int) points.values()[index]), points.times()[index]);
    }

    @Override
    public List<Iteration> list() {
        return access.read(
                session -> Pages.all(after -> page(session, PointFilter.iterations(null), after, Pages.ALL)));
    }

    @Override
    public Page<Iteration> page(IterationQuery query) {
        requireNonNull(query, "query");
        return access.read(
                session -> page(session, PointFilter.iterations(query.step()), query.after(), query.limit()));
    }

    private Page<Iteration> page(Session session, PointFilter wanted, @Nullable String after, int limit)
            throws SQLException {
        Cursor behind = Cursor.parse(Cursor.ITERATIONS, model.id(), after);
        Rows.requireModel(session, model);
        // one more than requested, to know whether there are more
        List<Pages.ByHand<Iteration>> byHand = byHand(session, behind.number(), wanted, limit + 1L);
        long before = byHand.size() > limit ? byHand.get(limit).number() : Long.MAX_VALUE;
        List<Point> ofRuns = PointReader.read(session, model.row(), behind, wanted, limit + 1, before);
        return Pages.page(ofRuns, this::iteration, byHand, behind, limit);
    }

    private List<Pages.ByHand<Iteration>> byHand(Session session, long behind, PointFilter wanted, long limit)
            throws SQLException {
        return session.list(
                row -> {
                    Key key = new Key(Key.ITERATION, model.row(), row.getLong(1));
                    return new Pages.ByHand<>(
                            key.number(), iteration(key, row.getLong(2), OptionalInt.empty(), row.getLong(3)));
                },
                """
                SELECT number, step, time FROM iteration
                WHERE model = ? AND number > ? AND (CAST(? AS BIGINT) IS NULL OR step = ?) ORDER BY number LIMIT ?""",
                model.row(),
                behind,
                wanted.step(),
                wanted.step(),
                limit);
    }

    private Iteration iteration(Point point) {
        Key key = new Key(Key.POINT, point.run(), point.series().id(), point.place());
        return iteration(key, point.step(), OptionalInt.of((int) point.value()), point.time());
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
        if (key == null || key.owner() != model.row()) {
            return false;
        }
        Rows.lockOrder(session, model);
        if (session.update("DELETE FROM iteration WHERE model = ? AND number = ?", model.row(), key.number()) == 0) {
            return false;
        }
        IterationModuleRows.delete(session, model.row(), null, key.number());
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
        IterationModuleRows.delete(session, model.row(), key.owner(), key.position());
        return true;
    }

    @Override
    public void clear() {
        access.database().write(session -> {
            Rows.requireModel(session, model);
            Removal.clear(session, model.row(), true);
            Rows.lockOrder(session, model);
            session.update("DELETE FROM iteration WHERE model = ?", model.row());
            return session.update("DELETE FROM iteration_module WHERE model = ?", model.row());
        });
    }

    private Iteration iteration(Key key, long step, OptionalInt epoch, long time) {
        return new SqlIteration(access, model, key, step, epoch, Instant.ofEpochMilli(time));
    }
}
