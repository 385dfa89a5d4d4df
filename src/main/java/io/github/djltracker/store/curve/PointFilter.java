package io.github.djltracker.store.curve;

import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Selects points of a model: its metrics or its iterations, or some of them.
 *
 * @param name {@link SeriesIds#ITERATIONS} for the iterations, null for all metrics
 * @param phase empty for points without a phase, null for any
 */
public record PointFilter(
        @Nullable String name,
        @Nullable String phase,
        @Nullable UUID run,
        @Nullable Long step) {
    public static final PointFilter METRICS = new PointFilter(null, null, null, null);

    public static PointFilter metrics(MetricQuery query) {
        return new PointFilter(query.name(), query.phase(), query.run(), null);
    }

    public static PointFilter iterations(@Nullable Long step) {
        return new PointFilter(SeriesIds.ITERATIONS, null, null, step);
    }

    /** The series of a run that may have matching points, in the order of an entry. */
    List<SeriesRow> series(Session session, long run) throws SQLException {
        return SeriesRow.of(session, run, name).stream()
                .filter(row -> (name != null || !row.isIterations())
                        && (phase == null || phase.equals(SeriesRow.text(row.phase()))))
                .toList();
    }

    /** Whether the filter may accept a point with a step between these two. */
    boolean mayBeIn(long first, long last) {
        return step == null || (first <= step && step <= last);
    }

    /** Whether the filter may accept a point of this run. */
    boolean mayBeIn(PointReader.Run run) {
        return run.firstStep() != null && run.lastStep() != null && mayBeIn(run.firstStep(), run.lastStep());
    }

    boolean isAt(long at) {
        return step == null || step == at;
    }
}
