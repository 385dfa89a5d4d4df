package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.wire.form.AnnotationForm;
import io.github.djltracker.wire.json.AttributesJson;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A run as it goes over HTTP, with the model that it trained. */
public record RunForm(UUID model, Run run) {
    static void write(JsonGenerator out, RunForm form) throws IOException {
        Run run = form.run;
        out.writeStringField("id", run.id().toString());
        out.writeStringField("name", run.name());
        out.writeStringField("model", form.model.toString());
        out.writeStringField("status", run.status().name());
        out.writeNumberField("started", run.started().toEpochMilli());
        out.writeNumberField("seen", run.seen().toEpochMilli());
        Form.instant(out, "ended", run.ended());
        Form.integer(out, "firstStep", run.firstStep());
        Form.integer(out, "lastStep", run.lastStep());
        ResumePoint resumed = run.resumedFrom();
        if (resumed != null) {
            out.writeObjectFieldStart("resumedFrom");
            out.writeStringField("run", resumed.run().toString());
            out.writeNumberField("step", resumed.step());
            out.writeEndObject();
        }
        out.writeFieldName("environment");
        AttributesJson.value(out, run.environment());
        out.writeObjectFieldStart("losses");
        for (Map.Entry<String, Long> loss : new TreeMap<>(run.losses()).entrySet()) {
            out.writeNumberField(loss.getKey(), loss.getValue());
        }
        out.writeEndObject();
        Form.text(out, "error", run.error());
        AnnotationForm.write(out, run.annotations());
        AlertForm.writeAll(out, run.alerts());
    }

    static RunForm read(Fields in) {
        Fields resumed = in.objectOrNull("resumedFrom");
        return new RunForm(
                in.uuid("model"),
                new Run(
                        in.uuid("id"),
                        in.constant("status", RunStatus.class, RunStatus::valueOf),
                        in.instant("started"),
                        in.instant("seen"),
                        in.instantOrNull("ended"),
                        in.integerOrNull("firstStep"),
                        in.integerOrNull("lastStep"),
                        resumed == null ? null : new ResumePoint(resumed.uuid("run"), resumed.integer("step")),
                        in.attributes("environment"),
                        in.counts("losses"),
                        in.stringOrNull("error"),
                        AnnotationForm.of(in),
                        AlertForm.readAll(in)));
    }
}
