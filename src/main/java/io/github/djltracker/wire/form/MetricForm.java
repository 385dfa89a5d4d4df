package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Metrics and summaries of them over HTTP. */
final class MetricForm {
    private MetricForm() {}

    static void write(JsonGenerator out, Metric metric) throws IOException {
        out.writeStringField("id", metric.id());
        out.writeStringField("name", metric.name());
        out.writeFieldName("value");
        Form.number(out, metric.value());
        Form.integer(out, "step", metric.step());
        Form.text(out, "phase", metric.phase());
        out.writeNumberField("time", metric.time().toEpochMilli());
        run(out, metric.run());
    }

    static Metric read(Fields in) {
        return new Metric(
                in.string("id"),
                in.string("name"),
                in.number("value"),
                in.integerOrNull("step"),
                in.stringOrNull("phase"),
                in.instant("time"),
                in.uuidOrNull("run"));
    }

    static void write(JsonGenerator out, Series series) throws IOException {
        run(out, series.run());
        out.writeStringField("name", series.name());
        Form.text(out, "phase", series.phase());
        out.writeNumberField("count", series.count());
        out.writeNumberField("nan", series.nan());
        Form.integer(out, "firstStep", series.firstStep());
        Form.integer(out, "lastStep", series.lastStep());
        out.writeFieldName("last");
        Form.number(out, series.last());
        out.writeFieldName("min");
        Form.number(out, series.min());
        out.writeFieldName("max");
        Form.number(out, series.max());
    }

    static Series readSeries(Fields in) {
        return new Series(
                in.uuidOrNull("run"),
                in.string("name"),
                in.stringOrNull("phase"),
                in.integer("count"),
                in.integer("nan"),
                in.integerOrNull("firstStep"),
                in.integerOrNull("lastStep"),
                in.number("last"),
                in.number("min"),
                in.number("max"));
    }

    static void run(JsonGenerator out, @Nullable UUID run) throws IOException {
        Form.text(out, "run", run == null ? null : run.toString());
    }
}
