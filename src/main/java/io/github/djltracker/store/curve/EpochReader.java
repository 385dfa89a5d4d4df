package io.github.djltracker.store.curve;

import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads which steps each epoch of a run has; a chunk that lies in one epoch is not decoded. One instance per run; not
 * thread-safe.
 */
public final class EpochReader {
    private record Steps(long first, long last) {
        Steps with(Steps other) {
            return new Steps(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private final SortedMap<Integer, Steps> epochs = new TreeMap<>();

    private EpochReader() {}

    /** The epochs of a run whose iterations were read, in ascending order. */
    public static List<RunEpoch> read(Session session, RunPoints run) throws SQLException {
        EpochReader reader = new EpochReader();
        for (SeriesRow series : run.series()) {
            reader.add(session, run, series);
        }
        List<RunEpoch> epochs = new ArrayList<>();
        reader.epochs.forEach((epoch, steps) -> epochs.add(new RunEpoch(run.id(), epoch, steps.first, steps.last)));
        return epochs;
    }

    private void add(Session session, RunPoints run, SeriesRow series) throws SQLException {
        for (Chunk chunk : Chunk.list(session, run.run(), series.id())) {
            Statistics statistics = chunk.statistics();
            if (statistics.count > 0 && statistics.min() == statistics.max()) {
                add(statistics.min(), statistics.firstStep, statistics.lastStep);
            } else if (statistics.count > 0) {
                RunPoints.visit(
                        chunk, chunk.decode(session), (place, step, time, epoch, entry) -> add(epoch, step, step));
            }
        }
        Points waiting = run.waiting(series);
        for (int i = 0; waiting != null && i < waiting.count(); i++) {
            add(waiting.values()[i], waiting.steps()[i], waiting.steps()[i]);
        }
    }

    private void add(double epoch, long first, long last) {
        epochs.merge((int) epoch, new Steps(first, last), Steps::with);
    }
}
