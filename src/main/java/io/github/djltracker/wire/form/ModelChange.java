package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A change to a model. A field that is null stays as it is. */
public record ModelChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable Long step) {
    static void write(JsonGenerator out, ModelChange change) throws IOException {
        Form.text(out, "name", change.name);
        Form.text(out, "description", change.description);
        Form.integer(out, "step", change.step);
    }

    static ModelChange read(Fields in) {
        return new ModelChange(in.stringOrNull("name"), in.stringOrNull("description"), in.integerOrNull("step"));
    }
}
