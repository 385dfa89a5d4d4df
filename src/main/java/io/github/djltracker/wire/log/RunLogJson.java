package io.github.djltracker.wire.log;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.wire.json.AttributesJson;
import io.github.djltracker.wire.json.Form;
import io.github.djltracker.wire.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON form of a run's entries, one object per line. The same entry gives the same bytes. Thread-safe.
 *
 * <p>Reading rejects invalid entries with an {@link IllegalArgumentException} that names the field, and ignores unknown
 * fields.
 */
public final class RunLogJson {
    static final String START = "start";
    static final String BATCH = "batch";
    static final String END = "end";

    private RunLogJson() {}

    /** One line in UTF-8, without any line feed. */
    public static byte[] write(RunEntry entry) {
        requireNonNull(entry, "entry");
        return Form.bytes(out -> {
            out.writeStartObject();
            if (entry instanceof RunStart start) {
                start(out, start);
            } else if (entry instanceof RunBatch batch) {
                batch(out, batch);
            } else if (entry instanceof RunEnd end) {
                end(out, end);
            }
            out.writeEndObject();
        });
    }

    /**
     * Reads one line in UTF-8, with or without its line feed.
     *
     * @throws IllegalArgumentException if it is not an entry; the message names the field
     */
    public static RunEntry read(byte[] line) {
        requireNonNull(line, "line");
        try (Json in = Json.parse(line, "line")) {
            RunLogLine fields = new RunLogLine();
            fields.read(in);
            in.end();
            return fields.entry();
        }
    }

    private static void start(JsonGenerator out, RunStart start) throws IOException {
        out.writeStringField("entry", START);
        out.writeNumberField("sequence", 0L);
        out.writeStringField("run", start.run().toString());
        out.writeStringField("experiment", start.experiment());
        out.writeObjectFieldStart("model");
        out.writeStringField("hash", start.hash());
        Form.text(out, "name", start.name());
        Form.text(out, "description", start.description());
        out.writeEndObject();
        out.writeArrayFieldStart("modules");
        for (ModuleRecord module : start.modules()) {
            out.writeStartObject();
            module(out, module);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("time", start.time().toEpochMilli());
        ResumePoint resumed = start.resumedFrom();
        if (resumed != null) {
            out.writeObjectFieldStart("resumedFrom");
            out.writeStringField("run", resumed.run().toString());
            out.writeNumberField("step", resumed.step());
            out.writeEndObject();
        }
        out.writeFieldName("environment");
        AttributesJson.value(out, start.environment());
    }

    private static void batch(JsonGenerator out, RunBatch batch) throws IOException {
        out.writeStringField("entry", BATCH);
        out.writeNumberField("sequence", batch.sequence());
        IterationColumns iterations = batch.iterations();
        if (iterations.count() > 0) {
            out.writeObjectFieldStart("iterations");
            Form.integers(out, "steps", iterations.steps());
            out.writeFieldName("epochs");
            out.writeArray(iterations.epochs(), 0, iterations.count());
            Form.integers(out, "times", iterations.times());
            out.writeEndObject();
        }
        if (!batch.series().isEmpty()) {
            out.writeArrayFieldStart("series");
            for (SeriesColumns series : batch.series()) {
                out.writeStartObject();
                out.writeStringField("name", series.name());
                Form.text(out, "phase", series.phase());
                Form.integers(out, "steps", series.steps());
                Form.integers(out, "times", series.times());
                Form.numbers(out, "values", series.values());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        if (!batch.modules().isEmpty()) {
            out.writeArrayFieldStart("modules");
            for (IterationModule module : batch.modules()) {
                out.writeStartObject();
                out.writeNumberField("step", module.step());
                module(out, module.module());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    private static void end(JsonGenerator out, RunEnd end) throws IOException {
        out.writeStringField("entry", END);
        out.writeNumberField("sequence", end.sequence());
        out.writeStringField("status", end.status().name());
        out.writeNumberField("time", end.time().toEpochMilli());
        out.writeObjectFieldStart("losses");
        // sorted, so that the same entry gives the same bytes
        for (Map.Entry<String, Long> loss : new TreeMap<>(end.losses()).entrySet()) {
            out.writeNumberField(loss.getKey(), loss.getValue());
        }
        out.writeEndObject();
        Form.text(out, "error", end.error());
    }

    private static void module(JsonGenerator out, ModuleRecord module) throws IOException {
        out.writeStringField("name", module.name());
        out.writeFieldName("attributes");
        AttributesJson.value(out, module.attributes());
    }
}
