package io.github.djltracker.testing.random;

import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the same parts of models page by page from two trackers, which may change in any way between two pages. Not
 * thread-safe.
 */
final class RandomPages {
    private final Random random;
    private final RandomEntries entries;
    private String experiment = "";
    private String hash = "";
    private MetricQuery metrics = MetricQuery.ALL;
    private IterationQuery iterations = IterationQuery.ALL;
    private boolean ofMetrics;
    // the place of the next page in each tracker; null if there is none
    private @Nullable String left;
    private @Nullable String right;

    RandomPages(Random random, RandomEntries entries) {
        this.random = random;
        this.entries = entries;
    }

    /** Reads the next page, or the first page of another list of an existing model. */
    void read(BothTrackers both, String otherExperiment, String otherHash) {
        boolean there = both.left()
                .read(experiment)
                .flatMap(found -> found.models().read(hash))
                .isPresent();
        if (left == null || !there || random.nextInt(20) == 0) {
            experiment = otherExperiment;
            hash = otherHash;
            left = null;
            right = null;
            begin(BothTrackers.model(both.left(), experiment, hash).runs().list());
        }
        String query = ofMetrics ? metrics.toString() : iterations.toString();
        both.call("page of " + experiment + "/" + hash + ", " + query + ", first " + (left == null), trackers -> {
            boolean isLeft = trackers == both.left();
            String from = isLeft ? left : right;
            // if a place is refused, the next call starts again
            move(isLeft, null);
            Model model = BothTrackers.model(trackers, experiment, hash);
            Page<?> page = ofMetrics
                    ? model.metrics().page(metrics.after(from))
                    : model.iterations().page(iterations.after(from));
            move(isLeft, page.after());
            return page.items().stream().map(RandomPages::withoutIds).toList() + ", more " + (page.after() != null);
        });
    }

    /** All metrics of a model, read page by page. */
    static List<Metric> all(Model model, int limit) {
        List<Metric> all = new ArrayList<>();
        MetricQuery query = new MetricQuery(null, null, null, null, limit);
        Page<Metric> page = model.metrics().page(query);
        all.addAll(page.items());
        while (page.after() != null) {
            page = model.metrics().page(query.after(page.after()));
            all.addAll(page.items());
        }
        return all;
    }

    private void begin(List<Run> runs) {
        ofMetrics = random.nextInt(3) > 0;
        int limit = random.nextBoolean() ? 1 + random.nextInt(20) : 1 + random.nextInt(Page.MAX_LIMIT);
        UUID run = runs.isEmpty() || random.nextInt(3) > 0
                ? null
                : runs.get(random.nextInt(runs.size())).id();
        String phase = random.nextBoolean() ? null : entries.phase();
        metrics = new MetricQuery(
                random.nextBoolean() ? null : entries.name(), random.nextInt(5) == 0 ? "" : phase, run, null, limit);
        iterations = new IterationQuery(random.nextInt(3) == 0 ? (long) random.nextInt(60) : null, null, limit);
    }

    private void move(boolean isLeft, @Nullable String after) {
        if (isLeft) {
            left = after;
        } else {
            right = after;
        }
    }

    private static Object withoutIds(Object item) {
        if (item instanceof Metric m) {
            Instant time = m.run() == null ? Instant.EPOCH : m.time();
            return new Metric("", m.name(), m.value(), m.step(), m.phase(), time, m.run());
        }
        Iteration iteration = (Iteration) item;
        return iteration.step() + " in " + iteration.epoch();
    }
}
