package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.wire.json.AttributesJson;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run that was found: a {@link RunForm} with its model's hash and name, and its values. NaN and infinities, which
 * JSON does not have, are strings in an object of their own, {@code numbers}, so that no text is mistaken for one.
 */
public final class FoundRunForm {
    private FoundRunForm() {}

    static void write(JsonGenerator out, FoundRun found) throws IOException {
        RunForm.write(out, new RunForm(found.model(), found.run()));
        out.writeStringField("hash", found.hash());
        Form.text(out, "modelName", found.modelName());
        Map<String, @Nullable Object> plain = new TreeMap<>(found.values());
        Map<String, @Nullable Object> numbers = new TreeMap<>();
        found.values().forEach((name, value) -> {
            if (value instanceof Double number && !Double.isFinite(number)) {
                plain.remove(name);
                numbers.put(name, number.toString());
            }
        });
        out.writeFieldName("values");
        AttributesJson.value(out, plain);
        out.writeFieldName("numbers");
        AttributesJson.value(out, numbers);
    }

    static FoundRun read(Fields in) {
        RunForm run = RunForm.read(in);
        Map<String, Object> values = new HashMap<>();
        in.attributes("values").forEach((name, value) -> {
            if (value instanceof Number number) {
                values.put(name, number.doubleValue());
            } else if (value instanceof String || value instanceof Boolean) {
                values.put(name, value);
            }
        });
        in.attributes("numbers").forEach((name, value) -> values.put(name, Double.valueOf(String.valueOf(value))));
        return new FoundRun(run.model(), in.string("hash"), in.stringOrNull("modelName"), run.run(), values);
    }
}
