package io.github.djltracker.exchange.mltracker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.wire.json.AttributesJson;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the file in which MLTracker 0.4 keeps its experiments. Everything that it knows is where it expects it. The
 * logs of runs, which it does not know, are in attributes of modules named {@value #RUN}, one line per entry, and are
 * imported from there.
 */
public final class MlTrackerExport {
    static final String RUN = "djl-tracker.run";
    static final String LOG = "log";

    private static final int TOGETHER = 500;

    private final JsonGenerator out;
    private final RunLogs logs;
    private long metrics;
    private int runs;
    private long annotations;

    private MlTrackerExport(JsonGenerator out, RunLogs logs) {
        this.out = out;
        this.logs = logs;
    }

    /** Writes the experiments whose names match; keeps the metrics of one model at a time in memory. */
    public static ExportReport write(
            Store from, Predicate<String> experiments, OutputStream to, RunWalk.Progress progress) throws IOException {
        List<Experiment> chosen = from.experiments().list().stream()
                .filter(experiment -> experiments.test(experiment.name()))
                .toList();
        try (JsonGenerator out = TinyDb.write(to)) {
            MlTrackerExport export = new MlTrackerExport(out, from.logs());
            out.writeStartObject();
            export.experiments(chosen);
            for (int i = 0; i < chosen.size(); i++) {
                progress.report(i, chosen.size());
                export.models(chosen.get(i));
            }
            out.writeEndObject();
            progress.report(chosen.size(), chosen.size());
            return new ExportReport(
                    export.runs,
                    export.metrics,
                    export.annotations == 0 ? Map.of() : Map.of(RunWalk.ANNOTATIONS, export.annotations));
        }
    }

    private void experiments(List<Experiment> experiments) throws IOException {
        out.writeObjectFieldStart("/experiments");
        int number = 1;
        for (Experiment experiment : experiments) {
            out.writeObjectFieldStart(Integer.toString(number++));
            out.writeStringField("id", experiment.id().toString());
            out.writeStringField("name", experiment.name());
            out.writeEndObject();
            annotations += RunWalk.count(Stream.of(experiment.annotations()));
        }
        out.writeEndObject();
    }

    private void models(Experiment experiment) throws IOException {
        List<Model> models = experiment.models().list();
        out.writeObjectFieldStart("/experiments/" + experiment.id() + "/models");
        int number = 1;
        for (Model model : models) {
            out.writeObjectFieldStart(Integer.toString(number++));
            out.writeStringField("id", model.id().toString());
            out.writeStringField("hash", model.hash());
            out.writeStringField("name", model.name().orElse(null));
            out.writeStringField("description", model.description().orElse(null));
            out.writeEndObject();
        }
        out.writeEndObject();
        for (Model model : models) {
            model(model);
        }
    }

    private void model(Model model) throws IOException {
        String path = "/models/" + model.id();
        annotations += RunWalk.count(Stream.of(model.annotations()));
        out.writeObjectFieldStart(path + "/steps");
        out.writeObjectFieldStart("1");
        out.writeNumberField("value", model.step());
        out.writeEndObject();
        out.writeEndObject();
        out.writeObjectFieldStart(path + "/modules");
        int number = 1;
        for (Module module : model.modules().list()) {
            module(number++, id(model, "module" + module.id()), module.name(), module.attributes());
        }
        for (Run run : model.runs().list()) {
            module(number++, run.id(), RUN, Map.of(LOG, log(run.id())));
            annotations += RunWalk.count(Stream.of(run.annotations()));
            runs++;
        }
        out.writeEndObject();
        metrics(model, path);
        iterations(model, path);
    }

    private List<String> log(UUID run) {
        List<String> lines = new ArrayList<>();
        List<RunEntry> part = logs.entries(run, 0, TOGETHER);
        while (!part.isEmpty()) {
            part.forEach(entry -> lines.add(new String(RunLogJson.write(entry), UTF_8)));
            part = logs.entries(run, lines.size(), TOGETHER);
        }
        return lines;
    }

    private void metrics(Model model, String path) throws IOException {
        out.writeObjectFieldStart(path + "/metrics");
        int number = 1;
        for (Metric metric : model.metrics().list()) {
            out.writeObjectFieldStart(Integer.toString(number));
            out.writeStringField("id", id(model, "metric" + number).toString());
            out.writeStringField("name", metric.name());
            out.writeNumberField("value", metric.value());
            out.writeFieldName("step");
            integer(metric.step());
            out.writeStringField("phase", metric.phase());
            out.writeEndObject();
            number++;
            metrics++;
        }
        out.writeEndObject();
    }

    private void integer(@Nullable Long value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(value);
        }
    }

    private void iterations(Model model, String path) throws IOException {
        List<Iteration> iterations = model.iterations().list();
        out.writeObjectFieldStart(path + "/iterations");
        for (int i = 0; i < iterations.size(); i++) {
            out.writeObjectFieldStart(Integer.toString(i + 1));
            out.writeStringField("id", id(model, "iteration" + i).toString());
            out.writeNumberField("step", iterations.get(i).step());
            out.writeEndObject();
        }
        out.writeEndObject();
        for (int i = 0; i < iterations.size(); i++) {
            List<Module> modules = iterations.get(i).modules().list();
            if (!modules.isEmpty()) {
                out.writeObjectFieldStart("/iterations/" + id(model, "iteration" + i) + "/modules");
                for (int k = 0; k < modules.size(); k++) {
                    Module module = modules.get(k);
                    module(k + 1, id(model, "iteration" + i + "module" + k), module.name(), module.attributes());
                }
                out.writeEndObject();
            }
        }
    }

    private void module(int number, UUID id, String name, Map<String, ? extends @Nullable Object> attributes)
            throws IOException {
        out.writeObjectFieldStart(Integer.toString(number));
        out.writeStringField("id", id.toString());
        out.writeStringField("name", name);
        out.writeFieldName("attributes");
        AttributesJson.value(out, attributes);
        out.writeEndObject();
    }

    /** Ids in MLTracker are UUIDs; this derives one from ids of ours that are not. */
    private static UUID id(Model model, String what) {
        return UUID.nameUUIDFromBytes((model.id() + " " + what).getBytes(UTF_8));
    }
}
