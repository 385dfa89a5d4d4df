package io.github.djltracker.mlflow;

import io.github.djltracker.mlflow.call.MetricPoint;
import io.github.djltracker.mlflow.call.MlflowRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values that MLflow does not return unchanged: infinities come back as the largest doubles, -0.0 as 0.0. For each
 * metric that has some, a tag lists their steps: {@code Infinity: 3-9,12; -0.0: 20}. Not thread-safe.
 */
final class ExactValues {
    /** The prefix of the names of these tags; the key follows. */
    static final String TAG = "djltracker.exact/";

    private static final List<String> KINDS = List.of("Infinity", "-Infinity", "-0.0");
    private static final String MORE = ",more";

    /** Steps of one kind of value, as ranges from first to last with gaps between them. */
    private static final class Steps {
        private final TreeMap<Long, Long> ranges = new TreeMap<>();
        private boolean isCut;

        void add(long step) {
            addAll(step, step);
        }

        void addAll(long from, long to) {
            Map.Entry<Long, Long> before = ranges.floorEntry(to + 1);
            long first = from;
            long last = to;
            while (before != null && before.getValue() >= first - 1) {
                first = Math.min(first, before.getKey());
                last = Math.max(last, before.getValue());
                ranges.remove(before.getKey());
                before = ranges.floorEntry(last + 1);
            }
            ranges.put(first, last);
        }

        String text(int most) {
            StringBuilder text = new StringBuilder();
            for (Map.Entry<Long, Long> range : ranges.entrySet()) {
                String one = (text.length() == 0 ? "" : ",")
                        + (range.getKey().equals(range.getValue())
                                ? range.getKey().toString()
                                : range.getKey() + "-" + range.getValue());
                if (text.length() + one.length() + MORE.length() > most) {
                    return text + MORE;
                }
                text.append(one);
            }
            return isCut ? text + MORE : text.toString();
        }

        boolean contains(long step) {
            Map.Entry<Long, Long> range = ranges.floorEntry(step);
            return range != null && range.getValue() >= step;
        }
    }

    private final Map<String, Map<String, Steps>> byKey = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    static ExactValues of(MlflowRun run) {
        ExactValues all = new ExactValues();
        run.tagsUnder(TAG).forEach(all::read);
        return all;
    }

    /** Whether MLflow returns a value unchanged. */
    static boolean isKept(double value) {
        return !Double.isInfinite(value) && Double.doubleToRawLongBits(value) != Long.MIN_VALUE;
    }

    /** What MLflow returns instead of a value. */
    static double kept(double value) {
        return Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value + 0.0;
    }

    void add(MetricPoint point) {
        steps(point.key(), Double.toString(point.value())).add(point.step());
        changed.add(point.key());
    }

    private Steps steps(String key, String kind) {
        return byKey.computeIfAbsent(key, any -> new TreeMap<>()).computeIfAbsent(kind, any -> new Steps());
    }

    /** The original value of a point that MLflow returned. */
    double exact(String key, long step, double value) {
        Map<String, Steps> kinds = byKey.get(key);
        if (kinds != null) {
            for (Map.Entry<String, Steps> kind : kinds.entrySet()) {
                double exact = Double.parseDouble(kind.getKey());
                if (kind.getValue().contains(step) && kept(exact) == value) {
                    return exact;
                }
            }
        }
        return value;
    }

    /** The tags that have changed since {@link #sent} was called. */
    Map<String, String> changedTags() {
        Map<String, String> tags = new HashMap<>();
        for (String key : changed) {
            List<String> kinds = new ArrayList<>();
            Map<String, Steps> all = byKey.getOrDefault(key, Map.of());
            all.forEach((kind, steps) ->
                    kinds.add(kind + ": " + steps.text(RunTags.MAX_VALUE / KINDS.size() - kind.length() - 4)));
            tags.put(TAG + key, String.join("; ", kinds));
        }
        return tags;
    }

    void sent() {
        changed.clear();
    }

    private void read(String key, String tag) {
        for (String part : tag.split("; ", -1)) {
            int colon = part.indexOf(": ");
            String kind = colon < 0 ? "" : part.substring(0, colon);
            if (!KINDS.contains(kind)) {
                continue; // somebody edited it
            }
            Steps steps = steps(key, kind);
            for (String range : part.substring(colon + 2).split(",", -1)) {
                if (range.matches("\\d{1,16}")) {
                    steps.add(Long.parseLong(range));
                } else if (range.matches("\\d{1,16}-\\d{1,16}")) {
                    String[] ends = range.split("-", -1);
                    steps.addAll(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
                } else {
                    steps.isCut = true;
                }
            }
        }
    }
}
