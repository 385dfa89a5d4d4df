package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A model as it goes over HTTP. */
public record ModelForm(
        UUID id,
        ExperimentForm experiment,
        String hash,
        @Nullable String name,
        @Nullable String description,
        long step,
        Annotations annotations) {
    public static void write(JsonGenerator out, ModelForm model) throws IOException {
        out.writeStringField("id", model.id.toString());
        out.writeFieldName("experiment");
        Forms.EXPERIMENT.object(out, model.experiment);
        out.writeStringField("hash", model.hash);
        Form.text(out, "name", model.name);
        Form.text(out, "description", model.description);
        out.writeNumberField("step", model.step);
        AnnotationForm.writeAny(out, model.annotations);
    }

    public static ModelForm read(Fields in) {
        return new ModelForm(
                in.uuid("id"),
                ExperimentForm.read(in.object("experiment")),
                in.string("hash"),
                in.stringOrNull("name"),
                in.stringOrNull("description"),
                in.integer("step"),
                AnnotationForm.of(in));
    }
}
