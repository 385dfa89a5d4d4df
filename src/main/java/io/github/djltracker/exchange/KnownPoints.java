package io.github.djltracker.exchange;

import io.github.djltracker.domain.run.SeriesColumns;
import java.util.HashMap;
import java.util.Map;

/** The points of a run that existed before an import. Each matches one imported point. Not thread-safe. */
final class KnownPoints {
    private record Point(long step, long time, long bits) {
        Point(long step, long time, double value) {
            this(step, time, Double.doubleToLongBits(value));
        }
    }

    /** The number of unmatched points of each kind. */
    private final Map<ImportedSeries, Map<Point, Integer>> left = new HashMap<>();

    void clear() {
        left.clear();
    }

    void add(SeriesColumns columns) {
        Map<Point, Integer> all =
                left.computeIfAbsent(new ImportedSeries(columns.name(), columns.phase()), any -> new HashMap<>());
        for (int i = 0; i < columns.count(); i++) {
            all.merge(new Point(columns.steps()[i], columns.times()[i], columns.values()[i]), 1, Integer::sum);
        }
    }

    /** Whether an unmatched point like this exists, which is then matched. */
    boolean take(ImportedSeries series, long step, long time, double value) {
        Map<Point, Integer> all = left.get(series);
        return all != null
                && all.computeIfPresent(new Point(step, time, value), (any, count) -> count > 0 ? count - 1 : null)
                        != null;
    }
}
