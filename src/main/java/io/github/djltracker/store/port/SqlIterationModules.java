package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.chunk.Removal;
import io.github.djltracker.store.chunk.UnpackedPoints;
import io.github.djltracker.store.session.IterationModuleRows;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.ModelKey;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StaleRuns;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of an iteration. Thread-safe. */
record SqlIterationModules(Access access, ModelKey model, Key iteration, long step) implements Modules {
    /** The iteration: of a run, by run and place; created manually, by its number, without a run. */
    private record Owner(@Nullable Long run, long place) {}

    @Override
    public Module log(String name, Map<String, ? extends @Nullable Object> attributes) {
        Limits.name("module name", name);
        Map<String, @Nullable Object> copy = Attributes.copyOf(attributes);
        String json = AttributesJson.write(copy);
        return access.database().write(session -> {
            Owner owner = owner(session, true);
            long number = Rows.take(session, model.row(), 1);
            session.update("""
                    INSERT INTO iteration_module (model, number, position, run, place, step, name, attributes)
                    VALUES (?, ?, 0, ?, ?, ?, ?, ?)""", model.row(), number, owner.run, owner.place, step, name, json);
            return new Module(id(number, 0), name, copy);
        });
    }

    @Override
    public List<Module> list() {
        return access.read(session -> {
            Owner owner = owner(session, false);
            return session.list(
                    row -> new Module(
                            id(row.getLong(1), row.getLong(2)),
                            row.getString(3),
                            AttributesJson.read(row.getString(4))),
                    """
                    SELECT m.number, m.position, m.name, m.attributes
                    FROM iteration_module o CROSS JOIN iteration_module m
                    WHERE m.model = o.model AND m.number = o.number AND m.position = o.position
                        AND o.model = ? AND o.run IS NOT DISTINCT FROM ? AND o.place = ?
                    ORDER BY m.number, m.position""",
                    model.row(),
                    owner.run,
                    owner.place);
        });
    }

    @Override
    public void remove(Module module) {
        requireNonNull(module, "module");
        Key key = Key.parse(Key.ITERATION_MODULE, module.id());
        access.database().write(session -> {
            Owner owner = owner(session, true);
            if (key == null
                    || key.owner() != model.row()
                    || session.update("""
                                    DELETE FROM iteration_module
                                    WHERE model = ? AND number = ? AND position = ? AND run IS NOT DISTINCT FROM ? AND place = ?""", model.row(), key.number(), key.position(), owner.run, owner.place) == 0) {
                throw new NotFoundException("module " + module.id() + " is not among these modules");
            }
            return true;
        });
    }

    @Override
    public void clear() {
        access.database().write(session -> {
            Owner owner = owner(session, true);
            IterationModuleRows.delete(session, model.row(), owner.run, owner.place);
            return true;
        });
    }

    private String id(long number, long position) {
        return new Key(Key.ITERATION_MODULE, model.row(), number, position).toString();
    }

    private Owner owner(Session session, boolean isChange) throws SQLException {
        Rows.requireModel(session, model);
        Owner owner = iteration.kind() == Key.ITERATION ? byHand(session, isChange) : ofRun(session, isChange);
        if (owner == null) {
            throw new NotFoundException("iteration " + iteration + " of step " + step + " does not exist");
        }
        return owner;
    }

    private @Nullable Owner byHand(Session session, boolean isChange) throws SQLException {
        if (isChange) {
            Rows.lockOrder(session, model);
        }
        return session.one(
                row -> new Owner(null, row.getLong(1)),
                "SELECT number FROM iteration WHERE model = ? AND number = ?",
                model.row(),
                iteration.number());
    }

    private @Nullable Owner ofRun(Session session, boolean isChange) throws SQLException {
        if (Removal.series(session, model.row(), iteration) == null) {
            return null;
        }
        long run = iteration.owner();
        long series = iteration.number();
        long place = iteration.position();
        Rows.lockRun(session, run);
        if (isChange) {
            StaleRuns.add(session, run);
        }
        Chunk chunk = Chunk.at(session, run, series, place);
        boolean packed = chunk != null && place < chunk.end() && !chunk.isRemoved((int) (place - chunk.first()));
        if (!packed) {
            long waiting = place - session.number("SELECT points FROM series WHERE run = ? AND id = ?", run, series);
            if (waiting < 0
                    || waiting >= UnpackedPoints.of(session, run, series).count()) {
                return null;
            }
        }
        return new Owner(run, place);
    }
}
