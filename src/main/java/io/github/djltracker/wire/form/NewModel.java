package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request to create a model. */
public record NewModel(
        String hash, @Nullable String name, @Nullable String description) {
    static void write(JsonGenerator out, NewModel model) throws IOException {
        out.writeStringField("hash", model.hash);
        Form.text(out, "name", model.name);
        Form.text(out, "description", model.description);
    }

    static NewModel read(Fields in) {
        return new NewModel(in.string("hash"), in.stringOrNull("name"), in.stringOrNull("description"));
    }
}
