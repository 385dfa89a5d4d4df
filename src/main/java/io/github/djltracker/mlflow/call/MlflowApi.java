package io.github.djltracker.mlflow.call;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of MLflow's REST API that is needed here. Each call makes one request; the caller retries. A permanent
 * rejection is a {@link MlflowRefusal}, any other failure an {@link UnavailableException}. The API: <a
 * href="https://mlflow.org/docs/latest/api_reference/rest-api.html">REST API</a>. Thread-safe.
 */
public final class MlflowApi implements AutoCloseable {
    public static final String NO_SUCH = "RESOURCE_DOES_NOT_EXIST";

    private static final String EXISTS = "RESOURCE_ALREADY_EXISTS";
    /** Points in one response. */
    private static final int PAGE = 5_000;

    private static final int PAGE_RUNS = 100;
    private static final int PAGE_EXPERIMENTS = 1_000;

    /**
     * An experiment.
     *
     * @param isDeleted whether it was deleted; MLflow then still reserves its name
     */
    public record Experiment(String id, String name, boolean isDeleted) {
        static Experiment read(Fields experiment) {
            return new Experiment(
                    experiment.string("experiment_id"),
                    experiment.string("name"),
                    "deleted".equals(experiment.stringOrNull("lifecycle_stage")));
        }
    }

    /** A page of a list of runs, and the token of the next page. */
    public record Runs(List<MlflowRun> runs, @Nullable String next) {}

    private final MlflowCalls calls;

    private MlflowApi(MlflowCalls calls) {
        this.calls = calls;
    }

    /** Makes no request yet. */
    public static MlflowApi open(String address, Map<String, String> variables) {
        return new MlflowApi(MlflowCalls.open(address, variables));
    }

    public String address() {
        return calls.address();
    }

    Optional<Experiment> experiment(String name) {
        try {
            return Optional.of(Experiment.read(
                    calls.ask(MlflowCalls.get("experiments", "get-by-name").with("experiment_name", name))
                            .object("experiment")));
        } catch (MlflowRefusal e) {
            if (e.code().equals(NO_SUCH)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The id of an experiment, which is created if there is none. */
    public String experimentCreated(String name) {
        for (int tries = 1; ; tries++) {
            Optional<Experiment> there = experiment(name);
            if (there.isPresent()) {
                if (there.get().isDeleted()) {
                    throw new UnavailableException("experiment \"" + name + "\" is deleted in MLflow at " + address()
                            + ", which still reserves its name: restore it there (mlflow experiments restore), or record under"
                            + " another name");
                }
                return there.get().id();
            }
            try {
                return calls.ask(MlflowCalls.post(
                                out -> {
                                    out.writeStringField("name", name);
                                    // otherwise MLflow 3's page takes it for one with prompts, and hides params
                                    pairs(out, "tags", Map.of("mlflow.experimentKind", "custom_model_development"));
                                },
                                "experiments",
                                "create"))
                        .string("experiment_id");
            } catch (MlflowRefusal e) {
                if (!e.code().equals(EXISTS) || tries > 1) {
                    throw e;
                }
                // another process was faster
            }
        }
    }

    /** All experiments, including deleted ones. */
    public List<Experiment> allExperiments() {
        List<Experiment> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            String token = after;
            Fields answer = calls.ask(MlflowCalls.post(
                    out -> {
                        out.writeStringField("view_type", "ALL");
                        out.writeNumberField("max_results", PAGE_EXPERIMENTS);
                        Form.text(out, "page_token", token);
                    },
                    "experiments",
                    "search"));
            MlflowRun.objects(answer, "experiments").forEach(each -> all.add(Experiment.read(each)));
            after = token(answer);
        } while (after != null);
        return all;
    }

    /** A page of the runs of experiments, including deleted ones if requested. */
    public Runs runs(List<String> experiments, @Nullable String filter, boolean alsoDeleted, @Nullable String after) {
        Fields answer = calls.ask(MlflowCalls.post(
                out -> {
                    out.writeArrayFieldStart("experiment_ids");
                    for (String experiment : experiments) {
                        out.writeString(experiment);
                    }
                    out.writeEndArray();
                    Form.text(out, "filter", filter);
                    out.writeStringField("run_view_type", alsoDeleted ? "ALL" : "ACTIVE_ONLY");
                    out.writeNumberField("max_results", PAGE_RUNS);
                    Form.text(out, "page_token", after);
                },
                "runs",
                "search"));
        List<MlflowRun> runs = new ArrayList<>();
        MlflowRun.objects(answer, "runs").forEach(run -> runs.add(MlflowRun.read(run)));
        return new Runs(runs, token(answer));
    }

    public MlflowRun createRun(String experiment, String name, long startTime, Map<String, String> tags) {
        Fields answer = calls.ask(MlflowCalls.post(
                out -> {
                    out.writeStringField("experiment_id", experiment);
                    out.writeStringField("run_name", name);
                    out.writeNumberField("start_time", startTime);
                    pairs(out, "tags", tags);
                },
                "runs",
                "create"));
        return MlflowRun.read(answer.object("run"));
    }

    public void updateRun(String run, String status, long endTime) {
        calls.ask(MlflowCalls.post(
                out -> {
                    out.writeStringField("run_id", run);
                    out.writeStringField("status", status);
                    out.writeNumberField("end_time", endTime);
                },
                "runs",
                "update"));
    }

    public void renameRun(String run, String name) {
        calls.ask(MlflowCalls.post(
                out -> {
                    out.writeStringField("run_id", run);
                    out.writeStringField("run_name", name);
                },
                "runs",
                "update"));
    }

    /** Deletes a run, which MLflow keeps for a while. */
    public void deleteRun(String run) {
        calls.ask(MlflowCalls.post(out -> out.writeStringField("run_id", run), "runs", "delete"));
    }

    /** A missing tag is not an error. */
    public void deleteTag(String run, String key) {
        try {
            calls.ask(MlflowCalls.post(
                    out -> {
                        out.writeStringField("run_id", run);
                        out.writeStringField("key", key);
                    },
                    "runs",
                    "delete-tag"));
        } catch (MlflowRefusal e) {
            if (!e.code().equals(NO_SUCH)) {
                throw e;
            }
        }
    }

    public void logBatch(String run, List<MetricPoint> metrics, Map<String, String> params, Map<String, String> tags) {
        calls.ask(MlflowCalls.post(
                out -> {
                    out.writeStringField("run_id", run);
                    out.writeArrayFieldStart("metrics");
                    for (MetricPoint point : metrics) {
                        out.writeStartObject();
                        out.writeStringField("key", point.key());
                        out.writeFieldName("value");
                        Form.number(out, point.value());
                        out.writeNumberField("timestamp", point.time());
                        out.writeNumberField("step", point.step());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    pairs(out, "params", params);
                    pairs(out, "tags", tags);
                },
                "runs",
                "log-batch"));
    }

    /** All points of a metric, in the order in which MLflow returns them, page by page. */
    public void history(String run, String key, Consumer<MetricPoint> points) {
        @Nullable String after = null;
        do {
            Fields answer = calls.ask(MlflowCalls.get("metrics", "get-history")
                    .with("run_id", run)
                    .with("metric_key", key)
                    .with("max_results", PAGE)
                    .with("page_token", after));
            for (Fields metric : MlflowRun.objects(answer, "metrics")) {
                points.accept(new MetricPoint(
                        key, metric.number("value"), whole(metric, "timestamp"), whole(metric, "step")));
            }
            after = token(answer);
        } while (after != null);
    }

    /** May be negative; some versions omit it if it is 0. */
    private static long whole(Fields metric, String field) {
        return metric.has(field) ? (long) metric.number(field) : 0;
    }

    private static @Nullable String token(Fields answer) {
        String token = answer.stringOrNull("next_page_token");
        return token == null || token.isEmpty() ? null : token;
    }

    private static void pairs(JsonGenerator out, String field, Map<String, String> pairs) throws IOException {
        if (pairs.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(field);
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            out.writeStartObject();
            out.writeStringField("key", pair.getKey());
            out.writeStringField("value", pair.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    @Override
    public void close() {
        calls.close();
    }
}
