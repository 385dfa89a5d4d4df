package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An entry in the middle of a run: iterations and metrics in columns. An empty batch says that the run is alive.
 *
 * @param sequence from 1
 * @param iterations the iterations, in the order in which they were recorded
 * @param series each name and phase once, not empty; sorted by name, then phase, with those without a phase first
 * @param modules modules of iterations in this entry or an earlier one
 */
public record RunBatch(
        long sequence, IterationColumns iterations, List<SeriesColumns> series, List<IterationModule> modules)
        implements RunEntry {
    /** The order of series within an entry. */
    public static final Comparator<SeriesColumns> SERIES_ORDER = Comparator.comparing(SeriesColumns::name)
            .thenComparing(SeriesColumns::phase, Comparator.nullsFirst(Comparator.naturalOrder()));

    public RunBatch {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence " + sequence + " of a RunBatch: the first is 1");
        }
        Limits.integer("sequence", sequence);
        requireNonNull(iterations, "iterations");
        List<SeriesColumns> sorted = new ArrayList<>(series.size());
        for (SeriesColumns columns : series) {
            if (columns.count() > 0) {
                sorted.add(columns);
            }
        }
        sorted.sort(SERIES_ORDER);
        for (int i = 1; i < sorted.size(); i++) {
            if (SERIES_ORDER.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                throw new IllegalArgumentException("series " + sorted.get(i).name() + " in phase "
                        + sorted.get(i).phase() + " occurs twice in entry " + sequence);
            }
        }
        series = List.copyOf(sorted);
        modules = List.copyOf(modules);
        long points = iterations.count();
        for (SeriesColumns columns : series) {
            points += columns.count();
        }
        if (points > Limits.MAX_POINTS) {
            throw new IllegalArgumentException(
                    "entry " + sequence + " has " + points + " points: at most " + Limits.MAX_POINTS + " are allowed");
        }
        if (modules.size() > Limits.MAX_MODULES) {
            throw new IllegalArgumentException("entry " + sequence + " has " + modules.size() + " modules: at most "
                    + Limits.MAX_MODULES + " are allowed");
        }
    }

    /** The number of iterations and metrics together. */
    public int points() {
        int points = iterations.count();
        for (SeriesColumns columns : series) {
            points += columns.count();
        }
        return points;
    }
}
