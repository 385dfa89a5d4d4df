package io.github.djltracker.store.log;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.chunk.UnpackedPoints;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the modules of the iterations of a run. */
final class IterationModules {
    private IterationModules() {}

    /**
     * Writes the modules of a batch. Earlier entries must already be in the database.
     *
     * @param packed entries before this are in chunks
     * @param number of the entry in the model's order
     */
    static void insert(Session session, RunState state, long packed, RunBatch batch, long number) throws SQLException {
        Map<Long, @Nullable Long> places = places(session, state.run(), packed, batch);
        List<@Nullable Object[]> rows = new ArrayList<>(batch.modules().size());
        for (IterationModule module : batch.modules()) {
            rows.add(new @Nullable Object[] {
                state.model(),
                number,
                (long) rows.size(),
                state.run(),
                places.get(module.step()),
                batch.sequence(),
                module.step(),
                module.module().name(),
                AttributesJson.write(module.module().attributes())
            });
        }
        session.updateAll("""
                INSERT INTO iteration_module (model, number, position, run, place, sequence, step, name, attributes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
    }

    /** For each step of a module, the place of the last iteration with that step so far; null if there is none. */
    private static Map<Long, @Nullable Long> places(Session session, long run, long packed, RunBatch batch)
            throws SQLException {
        Map<Long, @Nullable Long> places = new HashMap<>();
        Long series = SeriesIds.find(session, run, SeriesIds.ITERATIONS, "");
        if (series == null) {
            return places;
        }
        Points waiting = UnpackedPoints.of(session, run, packed, series);
        long before = session.number("SELECT points FROM series WHERE run = ? AND id = ?", run, series);
        for (IterationModule module : batch.modules()) {
            long step = module.step();
            if (!places.containsKey(step)) {
                int here =
                        lastIndex(batch.iterations().steps(), batch.iterations().count(), step);
                int earlier = lastIndex(waiting.steps(), waiting.count(), step);
                if (here >= 0) {
                    places.put(step, before + waiting.count() + here);
                } else {
                    places.put(
                            step, earlier >= 0 ? Long.valueOf(before + earlier) : packed(session, run, series, step));
                }
            }
        }
        return places;
    }

    private static @Nullable Long packed(Session session, long run, long series, long step) throws SQLException {
        List<Chunk> chunks = Chunk.list(session, run, series);
        for (int c = chunks.size() - 1; c >= 0; c--) {
            Chunk chunk = chunks.get(c);
            if (chunk.statistics().firstStep <= step && step <= chunk.statistics().lastStep) {
                Points points = chunk.decode(session);
                for (int i = points.count() - 1; i >= 0; i--) {
                    if (points.steps()[i] == step && !chunk.isRemoved(i)) {
                        return chunk.first() + i;
                    }
                }
            }
        }
        return null;
    }

    private static int lastIndex(long[] steps, int count, long step) {
        for (int i = count - 1; i >= 0; i--) {
            if (steps[i] == step) {
                return i;
            }
        }
        return -1;
    }
}
