package io.github.djltracker.store.curve;

import io.github.djltracker.domain.value.Series;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.SeriesRow;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums up series of several runs, one for each name and phase. Not thread-safe. */
public final class SeriesSums {
    private record Name(String name, String phase) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : phase.compareTo(other.phase);
        }
    }

    private final TreeMap<Name, Series> sums = new TreeMap<>();

    /** Adds a series of a run that was started after the runs of all series added so far. */
    public void add(Series later) {
        sums.merge(new Name(later.name(), SeriesRow.text(later.phase())), later, SeriesSums::sum);
    }

    /** The sums, sorted by name, then phase, with those without a phase first. */
    public List<Series> series() {
        return List.copyOf(sums.values());
    }

    private static Series sum(Series a, Series b) {
        return new Series(
                null,
                a.name(),
                a.phase(),
                a.count() + b.count(),
                a.nan() + b.nan(),
                a.firstStep() == null || (b.firstStep() != null && b.firstStep() < a.firstStep())
                        ? b.firstStep()
                        : a.firstStep(),
                a.lastStep() == null || (b.lastStep() != null && b.lastStep() > a.lastStep())
                        ? b.lastStep()
                        : a.lastStep(),
                b.last(),
                a.count() == a.nan() ? b.min() : b.count() == b.nan() ? a.min() : Math.min(a.min(), b.min()),
                a.count() == a.nan() ? b.max() : b.count() == b.nan() ? a.max() : Math.max(a.max(), b.max()));
    }

    /** A series of one run, or of all. */
    public static Series series(String name, @Nullable String phase, Statistics all) {
        return new Series(
                null, name, phase, all.count, all.nan, all.firstStep, all.lastStep, all.last, all.min(), all.max());
    }
}
