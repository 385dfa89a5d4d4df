package io.github.djltracker.mlflow.call;

import io.github.djltracker.wire.json.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as MLflow returns it.
 *
 * @param startTime milliseconds since 1970
 * @param endTime milliseconds since 1970, null if it has not ended
 * @param metrics the keys of all its metrics
 */
public record MlflowRun(
        String id,
        String name,
        String status,
        long startTime,
        @Nullable Long endTime,
        boolean isDeleted,
        Map<String, String> params,
        Map<String, String> tags,
        Set<String> metrics) {
    static MlflowRun read(Fields run) {
        Fields info = run.object("info");
        @Nullable Fields data = run.objectOrNull("data");
        Set<String> metrics = new HashSet<>();
        if (data != null) {
            objects(data, "metrics").forEach(metric -> metrics.add(metric.string("key")));
        }
        String name = info.stringOrNull("run_name");
        Long start = info.integerOrNull("start_time");
        return new MlflowRun(
                info.string("run_id"),
                name == null ? "" : name,
                info.string("status"),
                start == null ? 0 : start,
                info.integerOrNull("end_time"),
                "deleted".equals(info.stringOrNull("lifecycle_stage")),
                pairs(data, "params"),
                pairs(data, "tags"),
                metrics);
    }

    private static Map<String, String> pairs(@Nullable Fields data, String field) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (data != null) {
            for (Fields pair : objects(data, field)) {
                String value = pair.stringOrNull("value");
                pairs.put(pair.string("key"), value == null ? "" : value);
            }
        }
        return pairs;
    }

    /** MLflow omits empty lists. */
    static List<Fields> objects(Fields fields, String field) {
        return fields.has(field) ? fields.objects(field) : List.of();
    }

    public Map<String, String> tagsUnder(String prefix) {
        Map<String, String> under = new HashMap<>();
        tags.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                under.put(key.substring(prefix.length()), value);
            }
        });
        return under;
    }
}
