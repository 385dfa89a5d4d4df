package io.github.djltracker.mlflow;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.mlflow.call.MetricPoint;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.mlflow.call.MlflowRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the entries of one run into requests of at most {@value #MAX_METRICS} points. If MLflow rejects a request, it
 * is halved until the rejected metric is found; this one is set aside with the reason in a tag, and the others are
 * sent. Not thread-safe.
 *
 * <p>MLflow answers 200 to numbers that it cannot read, and destroys what follows them. Such numbers are never sent:
 * values are doubles in JSON, or one of the three strings that it knows, and steps and times are integers of 53 bits.
 */
final class RunBatches {
    /** Per request: MLflow rejects more. */
    static final int MAX_METRICS = 1_000;
    /** Maximum number of params in a request, and of tags. */
    private static final int MAX_PAIRS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(RunBatches.class);

    private final MlflowApi api;
    private final RunState state;
    private final BooleanSupplier isThere;
    private final List<MetricPoint> finite = new ArrayList<>();
    /** Sent separately: MLflow before 3.14 fails at a NaN that it already has, with everything else in the request. */
    private final List<MetricPoint> special = new ArrayList<>();

    private final Map<String, String> tags = new LinkedHashMap<>();

    /** @param isThere whether MLflow still has the run */
    RunBatches(MlflowApi api, RunState state, BooleanSupplier isThere) {
        this.api = api;
        this.state = state;
        this.isThere = isThere;
    }

    /** Sends entries that MLflow does not have yet, and advances the run's position. */
    void send(List<RunEntry> entries) {
        RunEnd end = null;
        for (RunEntry entry : entries) {
            if (entry instanceof RunStart start) {
                state.params.add(start);
            } else if (entry instanceof RunBatch batch) {
                metrics(batch).forEach(this::add);
                for (IterationModule module : batch.modules()) {
                    state.params.add(module);
                }
            } else {
                end = (RunEnd) entry;
            }
        }
        long next = entries.get(entries.size() - 1).sequence() + 1;
        flush(special);
        collectTags();
        if (end == null) {
            tags.put(RunTags.NEXT, Long.toString(next));
        } else {
            addEnd(end);
        }
        if (finite.size() + tags.size() + state.params.newParams().size() <= MAX_METRICS
                && tags.size() <= MAX_PAIRS
                && state.params.newParams().size() <= MAX_PAIRS) {
            sendTogether();
        } else {
            sendApart();
        }
        if (end != null) {
            api.updateRun(state.id, status(end.status()), end.time().toEpochMilli());
            pairs(Map.of(), Map.of(RunTags.NEXT, next + RunTags.ENDED));
            state.isEnded = true;
        }
        state.keys.sent();
        state.exact.sent();
        state.params.sent();
        state.next = next;
    }

    /** The series of a batch that MLflow gets: no histograms, which would be 34 values of one step there. */
    static Stream<SeriesColumns> metrics(RunBatch batch) {
        return batch.series().stream().filter(series -> !Histogram.isSeries(series.name(), series.phase()));
    }

    private void add(SeriesColumns series) {
        String key = state.keys.key(series.name(), series.phase());
        if (state.refused.contains(key)) {
            return;
        }
        for (int i = 0; i < series.count(); i++) {
            MetricPoint point = new MetricPoint(key, series.values()[i], series.times()[i], series.steps()[i]);
            if (!ExactValues.isKept(point.value())) {
                state.exact.add(point);
            }
            List<MetricPoint> list = Double.isFinite(point.value()) ? finite : special;
            list.add(point);
            if (list.size() == MAX_METRICS) {
                flush(list);
            }
        }
    }

    private void collectTags() {
        tags.putAll(state.keys.newTags());
        tags.putAll(state.exact.changedTags());
        tags.putAll(state.params.newTags());
    }

    private void addEnd(RunEnd end) {
        if (end.error() != null) {
            tags.put(RunTags.ERROR, RunTags.cut(end.error(), RunTags.MAX_VALUE));
        }
        end.losses().forEach((reason, count) -> tags.put(ParamKeys.allowed(RunTags.LOST + reason), count.toString()));
    }

    static String status(RunStatus status) {
        return switch (status) {
            case FINISHED -> "FINISHED";
            case FAILED -> "FAILED";
            default -> "KILLED";
        };
    }

    private void sendTogether() {
        try {
            api.logBatch(state.id, finite, state.params.newParams(), tags);
            finite.clear();
            tags.clear();
        } catch (MlflowRefusal e) {
            sendApart();
        }
    }

    private void sendApart() {
        flush(finite);
        pairs(state.params.newParams(), Map.of());
        pairs(Map.of(), tags);
        tags.clear();
    }

    /** Sends the tags that name keys first: points of a key that cannot be read back are useless. */
    private void flush(List<MetricPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        if (!state.keys.newTags().isEmpty()) {
            pairs(Map.of(), Map.copyOf(state.keys.newTags()));
            state.keys.sent();
        }
        metrics(points.stream()
                .filter(point -> !state.refused.contains(point.key()))
                .toList());
        points.clear();
    }

    private void metrics(List<MetricPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        try {
            api.logBatch(state.id, points, Map.of(), Map.of());
        } catch (MlflowRefusal e) {
            requireThere(e);
            String key = points.get(0).key();
            if (points.stream().allMatch(point -> point.key().equals(key))) {
                refused(key, e);
                return;
            }
            int half = points.size() / 2;
            metrics(points.subList(0, half));
            metrics(points.subList(half, points.size()).stream()
                    .filter(point -> !state.refused.contains(point.key()))
                    .toList());
        }
    }

    private void refused(String key, MlflowRefusal reason) {
        state.refused.add(key);
        LOG.warn(
                "MLflow rejected metric {} of run {}, but accepted the others: {}",
                key,
                state.run,
                reason.getMessage());
        pairs(Map.of(), Map.of(RunTags.REFUSED + key, RunTags.cut(String.valueOf(reason.getMessage()), 500)));
    }

    /** Sends params or tags; one by one if MLflow rejects one of them. */
    private void pairs(Map<String, String> params, Map<String, String> some) {
        Map<String, String> all = params.isEmpty() ? some : params;
        List<String> keys = List.copyOf(all.keySet());
        for (int from = 0; from < keys.size(); from += MAX_PAIRS) {
            Map<String, String> part = new LinkedHashMap<>();
            for (String key : keys.subList(from, Math.min(keys.size(), from + MAX_PAIRS))) {
                part.put(key, all.get(key));
            }
            try {
                logPairs(params.isEmpty(), part);
            } catch (MlflowRefusal e) {
                requireThere(e);
                oneByOne(params.isEmpty(), part);
            }
        }
    }

    private void oneByOne(boolean areTags, Map<String, String> pairs) {
        pairs.forEach((key, value) -> {
            try {
                logPairs(areTags, Map.of(key, value));
            } catch (MlflowRefusal e) {
                LOG.warn(
                        "MLflow rejected {} {} of run {}: {}",
                        areTags ? "tag" : "param",
                        key,
                        state.run,
                        e.getMessage());
            }
        });
    }

    private void logPairs(boolean areTags, Map<String, String> pairs) {
        api.logBatch(state.id, List.of(), areTags ? Map.of() : pairs, areTags ? pairs : Map.of());
    }

    /** Throws if the run was deleted, whatever else MLflow gave as the reason. */
    private void requireThere(MlflowRefusal reason) {
        if (reason.code().equals(MlflowApi.NO_SUCH) || !isThere.getAsBoolean()) {
            throw new DeletedException(state.run);
        }
    }
}
