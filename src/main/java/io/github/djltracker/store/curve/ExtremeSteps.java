package io.github.djltracker.store.curve;

import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The earliest steps at which the series of a run had their lowest and highest values. Looks at the statistics of all
 * chunks, and decodes only those in which the values may have occurred first: for most series one, or none. Not
 * thread-safe.
 */
public final class ExtremeSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ExtremeSteps.class);

    private final Session session;
    private final RunPoints points;
    private final Map<Long, Search> searches = new HashMap<>();

    private ExtremeSteps(Session session, RunPoints points) {
        this.session = session;
        this.points = points;
    }

    /** The two steps; null if all values are NaN, or a chunk that had to be decoded is damaged. */
    public record Pair(@Nullable Long min, @Nullable Long max) {
        public static final Pair NONE = new Pair(null, null);
    }

    /** The search in one series. */
    private static final class Search {
        private final Extreme min;
        private final Extreme max;
        private boolean isDamaged;

        Search(Statistics sum) {
            min = new Extreme(sum.min(), Statistics::min);
            max = new Extreme(sum.max(), Statistics::max);
        }

        /** The chunks to decode next, at most two. */
        Set<Chunk> next() {
            Set<Chunk> next = new LinkedHashSet<>();
            if (!isDamaged) {
                min.next().ifPresent(next::add);
                max.next().ifPresent(next::add);
            }
            return next;
        }

        void look(Points points, @Nullable Chunk chunk) {
            min.look(points, chunk);
            max.look(points, chunk);
        }

        Pair found() {
            return isDamaged ? Pair.NONE : new Pair(min.found(), max.found());
        }
    }

    /** One value of a series, the lowest or the highest, and the chunks in which it may have occurred first. */
    private static final class Extreme {
        private final double value;
        private final ToDoubleFunction<Statistics> in;
        private final PriorityQueue<Chunk> chunks =
                new PriorityQueue<>(Comparator.comparingLong(chunk -> chunk.statistics().firstStep));
        /** It occurred at this step or before. */
        private long latest = Long.MAX_VALUE;

        Extreme(double value, ToDoubleFunction<Statistics> in) {
            this.value = value;
            this.in = in;
        }

        void look(Points points, @Nullable Chunk chunk) {
            for (int i = 0; i < points.count(); i++) {
                if (points.values()[i] == value && (chunk == null || !chunk.isRemoved(i))) {
                    latest = Math.min(latest, points.steps()[i]);
                }
            }
        }

        void look(Chunk chunk) {
            Statistics all = chunk.statistics();
            if (in.applyAsDouble(all) != value || all.firstStep > latest) {
                return;
            } else if (all.first == value) {
                latest = all.firstStep;
            } else {
                chunks.add(chunk);
                latest = Math.min(latest, all.lastStep);
            }
        }

        /** The next chunk that may have an earlier step. */
        Optional<Chunk> next() {
            Chunk next = chunks.poll();
            return next != null && next.statistics().firstStep < latest ? Optional.of(next) : Optional.empty();
        }

        @Nullable
        Long found() {
            return latest == Long.MAX_VALUE ? null : Long.valueOf(latest);
        }
    }

    /** The steps by the number of the series, for all series whose statistics are given. */
    public static Map<Long, Pair> of(Session session, RunPoints points, Map<SeriesRow, Statistics> sums)
            throws SQLException {
        return new ExtremeSteps(session, points).find(sums);
    }

    private Map<Long, Pair> find(Map<SeriesRow, Statistics> sums) throws SQLException {
        sums.forEach((series, sum) -> {
            Search search = new Search(sum);
            Points waiting = points.waiting(series);
            if (waiting != null) {
                search.look(waiting, null);
            }
            searches.put(series.id(), search);
        });
        session.each(
                row -> {
                    Search search = searches.get(row.getLong(2));
                    if (search != null) {
                        Chunk chunk = Chunk.map(row);
                        search.min.look(chunk);
                        search.max.look(chunk);
                    }
                },
                "SELECT run, series, first, points, statistics, removed FROM chunk WHERE run = ? ORDER BY series, first",
                points.run());
        List<Chunk> next = next();
        while (!next.isEmpty()) {
            for (int from = 0; from < next.size(); from += Chunk.TOGETHER) {
                decode(next.subList(from, Math.min(next.size(), from + Chunk.TOGETHER)));
            }
            next = next();
        }
        Map<Long, Pair> steps = new HashMap<>();
        searches.forEach((series, search) -> steps.put(series, search.found()));
        return steps;
    }

    private List<Chunk> next() {
        return searches.values().stream()
                .flatMap(search -> search.next().stream())
                .toList();
    }

    private void decode(List<Chunk> chunks) throws SQLException {
        Map<Chunk, byte[]> contents = Chunk.contents(session, chunks);
        for (Chunk chunk : chunks) {
            Search search = searches.get(chunk.series());
            if (search != null) {
                decode(chunk, contents.get(chunk), search);
            }
        }
    }

    /** Tolerates damaged chunks, because they must not make the end of a run, or a search, fail. */
    private void decode(Chunk chunk, byte @Nullable [] content, Search search) {
        try {
            search.look(chunk.decode(session, content), chunk);
        } catch (CorruptException e) {
            LOG.warn("run {}: the steps of a lowest and a highest value are unknown: {}", points.id(), e.getMessage());
            search.isDamaged = true;
        }
    }
}
