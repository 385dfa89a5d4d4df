package io.github.djltracker.store;

import io.github.djltracker.domain.IterationModule;
import io.github.djltracker.domain.RunBatch;
import io.github.djltracker.wire.AttributesJson;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the modules of the iterations of a run. */
final class IterationModules {
    private IterationModules() {}

    static void insert(Session session, RunState state, RunBatch batch) throws SQLException {
        long number = state.recorded() + 1;
        int position = 0;
        for (IterationModule module : batch.modules()) {
            session.update(
                    """
                    INSERT INTO iteration_module
                        (model, number, position, run, place, sequence, step, name, attributes)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    state.model(),
                    number,
                    (long) position++,
                    state.run(),
                    place(session, state, batch, module.step()),
                    batch.sequence(),
                    module.step(),
                    module.module().name(),
                    AttributesJson.write(module.module().attributes()));
        }
    }

    /** The place of the last iteration of this step so far; null where there is none. */
    private static @Nullable Long place(Session session, RunState state, RunBatch batch, long step)
            throws SQLException {
        Long known = SeriesIds.find(session, state.run(), SeriesIds.ITERATIONS, "");
        if (known == null) {
            return null;
        }
        Points waiting = Waiting.of(session, state.run(), known);
        long packed = session.number("SELECT points FROM series WHERE id = ?", known);
        int here = lastIndex(batch.iterations().steps(), batch.iterations().count(), step);
        if (here >= 0) {
            return packed + waiting.count() + here;
        }
        int before = lastIndex(waiting.steps(), waiting.count(), step);
        return before >= 0 ? Long.valueOf(packed + before) : packedPlace(session, known, step);
    }

    private static @Nullable Long packedPlace(Session session, long series, long step) throws SQLException {
        List<Chunk> chunks = Chunk.list(session, series);
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
