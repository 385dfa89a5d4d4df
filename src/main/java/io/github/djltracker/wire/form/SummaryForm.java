package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;

/** Summaries of experiments over HTTP. */
final class SummaryForm {
    private SummaryForm() {}

    static void write(JsonGenerator out, Experiments.Summary summary) throws IOException {
        ExperimentForm.write(out, new ExperimentForm(summary.id(), summary.name(), summary.annotations()));
        out.writeNumberField("models", summary.models());
        RunCounts.write(out, summary.runs());
        Form.instant(out, "active", summary.active());
    }

    static Experiments.Summary read(Fields in) {
        return new Experiments.Summary(
                in.uuid("id"),
                in.string("name"),
                in.integer("models"),
                RunCounts.read(in),
                in.instantOrNull("active"),
                AnnotationForm.of(in));
    }
}
