package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.Checkpoint.Presence;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in JSON.
 *
 * @param presence whether its file exists; null if this was not checked, as always on a server
 */
public record CheckpointForm(
        Checkpoint checkpoint, @Nullable Presence presence) {
    static void write(JsonGenerator out, CheckpointForm form) throws IOException {
        Checkpoint checkpoint = form.checkpoint;
        out.writeStringField("run", checkpoint.run().toString());
        out.writeNumberField("step", checkpoint.step());
        Form.integer(out, "epoch", checkpoint.epoch() == null ? null : Long.valueOf(checkpoint.epoch()));
        out.writeStringField("file", checkpoint.file());
        Form.integer(out, "bytes", checkpoint.bytes());
        Form.instant(out, "modified", checkpoint.modified());
        Form.text(out, "sha256", checkpoint.sha256());
        Form.text(out, "host", checkpoint.host());
        if (checkpoint.isReplaced()) {
            out.writeBooleanField("replaced", true);
        }
        out.writeArrayFieldStart("values");
        for (Checkpoint.Value value : checkpoint.values()) {
            out.writeStartObject();
            out.writeStringField("name", value.name());
            Form.text(out, "phase", value.phase());
            out.writeNumberField("step", value.step());
            out.writeFieldName("value");
            Form.number(out, value.value());
            out.writeEndObject();
        }
        out.writeEndArray();
        Form.text(out, "presence", form.presence == null ? null : name(form.presence));
    }

    /** In lower case, as users read it. */
    public static String name(Presence presence) {
        return presence.name().toLowerCase(Locale.ROOT);
    }

    static CheckpointForm read(Fields in) {
        List<Checkpoint.Value> values = new ArrayList<>();
        for (Fields value : in.objects("values")) {
            values.add(new Checkpoint.Value(
                    value.string("name"), value.stringOrNull("phase"), value.integer("step"), value.number("value")));
        }
        Checkpoint checkpoint = new Checkpoint(
                in.uuid("run"),
                in.integer("step"),
                in.smallIntegerOrNull("epoch"),
                in.string("file"),
                in.integerOrNull("bytes"),
                in.instantOrNull("modified"),
                in.stringOrNull("sha256"),
                in.stringOrNull("host"),
                in.has("replaced"),
                values);
        Presence presence = in.has("presence")
                ? in.constant("presence", Presence.class, name -> Presence.valueOf(name.toUpperCase(Locale.ROOT)))
                : null;
        return new CheckpointForm(checkpoint, presence);
    }
}
