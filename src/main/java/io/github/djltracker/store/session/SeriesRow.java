package io.github.djltracker.store.session;

import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.store.codec.Statistics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A series of a run.
 *
 * @param points number of its points in chunks, including those that were removed since
 * @param statistics of the points in chunks, without removed ones
 */
public record SeriesRow(long id, String name, @Nullable String phase, long points, Statistics statistics)
        implements Comparable<SeriesRow> {
    /** The name of a series, as a condition that PostgreSQL's index of names is used for. */
    static final String NAMED = " AND name = ? AND name >= ''";

    /** Reads the series of a run, of one name or all, in the order of an entry. The iterations come first. */
    public static List<SeriesRow> of(Session session, long run, @Nullable String only) throws SQLException {
        String all = "SELECT id, name, phase, points, statistics FROM series WHERE run = ?";
        List<SeriesRow> rows = only == null
                ? session.list(SeriesRow::map, all, run)
                : session.list(SeriesRow::map, all + NAMED, run, only);
        rows.sort(null);
        return rows;
    }

    private static SeriesRow map(ResultSet row) throws SQLException {
        return new SeriesRow(
                row.getLong(1),
                row.getString(2),
                phase(row.getString(3)),
                row.getLong(4),
                Statistics.read(row.getBytes(5)));
    }

    /** The order within an entry. */
    @Override
    public int compareTo(SeriesRow other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : text(phase).compareTo(text(other.phase));
    }

    /**
     * A summary of it as a metric.
     *
     * @param sum the statistics of all its points, packed or not
     */
    public Series summary(UUID of, Statistics sum) {
        return new Series(
                of, name, phase, sum.count, sum.nan, sum.firstStep, sum.lastStep, sum.last, sum.min(), sum.max());
    }

    public boolean isIterations() {
        return name.equals(SeriesIds.ITERATIONS);
    }

    /**
     * The stored form of a phase: empty for none, because no phase is empty. It sorts first, as in
     * {@link SeriesColumns}.
     */
    public static String text(@Nullable String phase) {
        return phase == null ? "" : phase;
    }

    public static @Nullable String phase(String text) {
        return text.isEmpty() ? null : text;
    }
}
