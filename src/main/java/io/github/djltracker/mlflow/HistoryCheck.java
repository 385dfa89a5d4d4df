package io.github.djltracker.mlflow;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.mlflow.call.MetricPoint;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.mlflow.call.MlflowRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the metrics of a run in MLflow with its log, point by point. Allows for points that MLflow does not keep,
 * because they equal another one, and for values that {@link ExactValues} describes. Holds the points of one run. Used
 * once.
 */
final class HistoryCheck {
    private static final int MAX_LINES = 100;

    /** NaN is after all others, and equal to itself. */
    private static final Comparator<MetricPoint> ORDER = Comparator.comparingLong(MetricPoint::step)
            .thenComparingLong(MetricPoint::time)
            .thenComparingDouble(MetricPoint::value);

    private final MlflowApi api;
    private final MlflowRun run;
    private final MetricKeys keys;
    private final Set<String> refused;
    private final List<String> lines = new ArrayList<>();

    HistoryCheck(MlflowApi api, MlflowRun run) {
        this.api = api;
        this.run = run;
        keys = MetricKeys.of(run);
        refused = run.tagsUnder(RunTags.REFUSED).keySet();
    }

    List<String> differences(Iterator<RunEntry> log) {
        Map<String, Set<MetricPoint>> sent = new TreeMap<>();
        while (log.hasNext()) {
            RunEntry entry = log.next();
            if (entry instanceof RunBatch batch) {
                RunBatches.metrics(batch).forEach(series -> add(sent, series));
            } else if (entry instanceof RunEnd end && !run.status().equals(RunBatches.status(end.status()))) {
                say("status is " + run.status() + ", but was sent as " + RunBatches.status(end.status()));
            }
        }
        sent.forEach(this::compare);
        Set<String> others = new HashSet<>(run.metrics());
        others.removeAll(sent.keySet());
        new TreeSet<>(others).forEach(key -> say("metric " + key + " was never sent"));
        return lines;
    }

    private void add(Map<String, Set<MetricPoint>> sent, SeriesColumns series) {
        String key = keys.key(series.name(), series.phase());
        Set<MetricPoint> points = sent.computeIfAbsent(key, any -> new TreeSet<>(ORDER));
        for (int i = 0; i < series.count(); i++) {
            double value = series.values()[i];
            points.add(new MetricPoint(key, ExactValues.kept(value), series.times()[i], series.steps()[i]));
        }
    }

    private void compare(String key, Set<MetricPoint> sent) {
        if (refused.contains(key)) {
            say("metric " + key + ": " + sent.size() + " points were rejected");
            return;
        }
        long[] extra = {0};
        MetricPoint[] example = {null};
        int all = sent.size();
        Set<MetricPoint> found = new TreeSet<>(ORDER);
        api.history(run.id(), key, point -> {
            MetricPoint kept = new MetricPoint(key, ExactValues.kept(point.value()), point.time(), point.step());
            if (!sent.contains(kept) || !found.add(kept)) {
                extra[0]++;
                example[0] = point;
            }
        });
        if (extra[0] > 0) {
            say("metric " + key + ": " + extra[0] + " points that were not sent, one of them at step "
                    + example[0].step() + " with value " + example[0].value());
        }
        if (found.size() < all) {
            MetricPoint missing = sent.stream()
                    .filter(point -> !found.contains(point))
                    .findFirst()
                    .orElseThrow();
            say("metric " + key + ": " + (all - found.size()) + " of " + all + " points are missing, the first at step "
                    + missing.step() + " with value " + missing.value());
        }
    }

    private void say(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        }
    }
}
