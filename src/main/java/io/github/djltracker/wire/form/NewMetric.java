package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request to log a metric. */
public record NewMetric(
        String name,
        double value,
        @Nullable Long step,
        @Nullable String phase) {
    static void write(JsonGenerator out, NewMetric metric) throws IOException {
        out.writeStringField("name", metric.name);
        out.writeFieldName("value");
        Form.number(out, metric.value);
        Form.integer(out, "step", metric.step);
        Form.text(out, "phase", metric.phase);
    }

    static NewMetric read(Fields in) {
        return new NewMetric(in.string("name"), in.number("value"), in.integerOrNull("step"), in.stringOrNull("phase"));
    }
}
