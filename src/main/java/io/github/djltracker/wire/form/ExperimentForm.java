package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;
import java.util.UUID;

/** An experiment as it goes over HTTP. */
public record ExperimentForm(UUID id, String name, Annotations annotations) {
    /** A reference to the experiment that contains something else. */
    public ExperimentForm(UUID id, String name) {
        this(id, name, Annotations.NONE);
    }

    static void write(JsonGenerator out, ExperimentForm experiment) throws IOException {
        out.writeStringField("id", experiment.id.toString());
        out.writeStringField("name", experiment.name);
        AnnotationForm.writeAny(out, experiment.annotations);
    }

    static ExperimentForm read(Fields in) {
        return new ExperimentForm(in.uuid("id"), in.string("name"), AnnotationForm.of(in));
    }
}
