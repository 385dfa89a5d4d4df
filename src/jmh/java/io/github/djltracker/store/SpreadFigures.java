package io.github.djltracker.store;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.SeriesColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a PostgreSQL store takes to append and to read a curve, on one server or on a Citus cluster. On a cluster,
 * runs on the same machine as their model, as all would be if tables were distributed by model, are measured separately
 * from runs on another machine.
 *
 * <pre>{@code
 * java -cp ... io.github.djltracker.store.SpreadFigures URL
 * }</pre>
 *
 * <p>The URL is that of an empty database or schema; what is made there is not deleted. A line is printed for each
 * figure.
 */
public final class SpreadFigures {
    private static final Logger LOG = LoggerFactory.getLogger(SpreadFigures.class);
    private static final int RUNS = 16;
    private static final int WARM_UP = 50;
    private static final int APPENDS = 200;
    private static final int POINTS = 10;
    private static final int LONG_POINTS = 1_000_000;
    private static final int TOGETHER = 10_000;
    private static final int CURVES = 21;

    private SpreadFigures() {}

    public static void main(String[] arguments) throws Exception {
        try (SqlStore store = SqlStore.open(arguments[0])) {
            appends(store);
            together(store);
            curve(store);
        }
    }

    /** Measures appends one after the other. */
    private static void appends(SqlStore store) {
        Map<String, List<Double>> times = new TreeMap<>();
        // one extra run, so that no run has the same id as its model, which would put both on one machine
        start(store, 0);
        for (int i = 0; i < RUNS; i++) {
            UUID run = start(store, i);
            String place = place(store, run);
            for (int entry = 1; entry <= WARM_UP + APPENDS; entry++) {
                RunBatch batch = batch(entry, POINTS, (entry - 1L) * POINTS);
                long before = System.nanoTime();
                store.logs().append(run, batch);
                if (entry > WARM_UP) {
                    times.computeIfAbsent(place, any -> new ArrayList<>()).add((System.nanoTime() - before) / 1e6);
                }
            }
        }
        times.forEach((place, all) -> print("an append of " + POINTS + " points, " + place, all));
    }

    /**
     * Measures appends from several threads, each to its own run: first all of one model, then each of its own model.
     */
    private static void together(SqlStore store) throws Exception {
        for (boolean isOneModel : new boolean[] {true, false}) {
            int threads = 8;
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                List<UUID> runs = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    runs.add(start(store, isOneModel ? 1_000 : 2_000 + i));
                }
                long before = System.nanoTime();
                List<Future<?>> all = new ArrayList<>();
                for (UUID run : runs) {
                    all.add(executor.submit(() -> {
                        for (int entry = 1; entry <= APPENDS; entry++) {
                            store.logs().append(run, batch(entry, POINTS, (entry - 1L) * POINTS));
                        }
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
                double seconds = (System.nanoTime() - before) / 1e9;
                LOG.info(
                        "| appends a second of {} runs at once, {} | {} |",
                        threads,
                        isOneModel ? "all of one model" : "each of its own model",
                        Math.round(threads * APPENDS / seconds));
            } finally {
                executor.shutdown();
            }
        }
    }

    private static void curve(SqlStore store) {
        UUID run = start(store, 9_999);
        long before = System.nanoTime();
        for (int entry = 1; entry <= LONG_POINTS / TOGETHER; entry++) {
            store.logs().append(run, batch(entry, TOGETHER, (entry - 1L) * TOGETHER));
        }
        print(
                LONG_POINTS + " points appended, " + TOGETHER + " at a time",
                List.of((System.nanoTime() - before) / 1e6));
        Metrics metrics =
                store.experiment("figures").models().read("h9999").orElseThrow().metrics();
        List<Double> whole = new ArrayList<>();
        List<Double> near = new ArrayList<>();
        for (int i = 0; i < CURVES; i++) {
            whole.add(time(() -> metrics.curve(curve(run, 0, LONG_POINTS))));
            near.add(time(() -> metrics.curve(curve(run, 500_000, 520_000))));
        }
        print("the curve of " + LONG_POINTS + " points", whole.subList(1, CURVES));
        print("20,000 points out of it", near.subList(1, CURVES));
    }

    private static CurveQuery curve(UUID run, long from, long to) {
        return CurveQuery.of("loss", "train").runs(run).steps(from, to).buckets(1_000);
    }

    private static double time(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return (System.nanoTime() - before) / 1e6;
    }

    private static UUID start(SqlStore store, int model) {
        UUID run = UUID.randomUUID();
        store.logs()
                .append(
                        run,
                        new RunStart(
                                run, "figures", "h" + model, "net", null, List.of(), Instant.now(), null, Map.of()));
        return run;
    }

    private static RunBatch batch(int entry, int points, long first) {
        long[] steps = new long[points];
        long[] times = new long[points];
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            steps[i] = first + i;
            times[i] = 1_700_000_000_000L + 10 * (first + i);
            values[i] = Math.sin((first + i) / 1000.0) + Math.random() / 10;
        }
        return new RunBatch(
                entry,
                IterationColumns.NONE,
                List.of(new SeriesColumns("loss", "train", steps, times, values)),
                List.of());
    }

    /** Where a run is in relation to its model. */
    private static String place(SqlStore store, UUID run) {
        return store.database().read(session -> {
            long has = session.number("SELECT count(*) FROM pg_extension WHERE extname = 'citus'");
            if (has == 0) {
                return "one server";
            }
            @Nullable String same = session.one(row -> row.getString(1), """
                    SELECT CASE WHEN a.nodeport = b.nodeport AND a.nodename = b.nodename THEN 'with its model'
                        ELSE 'on another machine than its model' END
                    FROM run r, citus_shards a, citus_shards b
                    WHERE r.uuid = ?
                        AND a.shardid = get_shard_id_for_distribution_column('run_state', r.id)
                        AND b.shardid = get_shard_id_for_distribution_column('model_state', r.model)""", run);
            return String.valueOf(same);
        });
    }

    private static void print(String what, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        LOG.info(
                "| {}, n={} | p50 {} ms, p99 {} ms |",
                what,
                sorted.length,
                String.format(Locale.ROOT, "%.2f", sorted[sorted.length / 2]),
                String.format(Locale.ROOT, "%.2f", sorted[(int) (sorted.length * 0.99)]));
    }
}
