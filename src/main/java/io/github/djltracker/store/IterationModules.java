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

    /**
     * Writes those of a batch, whose earlier entries are in the database.
     *
     * @param packed entries before this are in chunks
     * @param number of the entry in the model's order
     */
    static void insert(Session session, RunState state, long packed, RunBatch batch, long number) throws SQLException {
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
                    place(session, state.run(), packed, batch, module.step()),
                    batch.sequence(),
                    module.step(),
                    module.module().name(),
                    AttributesJson.write(module.module().attributes()));
        }
    }

    /** The place of the last iteration of this step so far; null where there is none. */
    private static @Nullable Long place(Session session, long run, long packed, RunBatch batch, long step)
            throws SQLException {
        Long known = SeriesIds.find(session, run, SeriesIds.ITERATIONS, "");
        if (known == null) {
            return null;
        }
        Points waiting = Waiting.of(session, run, packed, known);
        long before = session.number("SELECT points FROM series WHERE run = ? AND id = ?", run, known);
        int here = lastIndex(batch.iterations().steps(), batch.iterations().count(), step);
        if (here >= 0) {
            return before + waiting.count() + here;
        }
        int earlier = lastIndex(waiting.steps(), waiting.count(), step);
        return earlier >= 0 ? Long.valueOf(before + earlier) : packedPlace(session, run, known, step);
    }

    private static @Nullable Long packedPlace(Session session, long run, long series, long step) throws SQLException {
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
