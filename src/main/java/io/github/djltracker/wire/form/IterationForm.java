package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalInt;

/** An iteration as it goes over HTTP, without its modules. */
public record IterationForm(String id, long step, OptionalInt epoch, Instant time) {
    static void write(JsonGenerator out, IterationForm iteration) throws IOException {
        out.writeStringField("id", iteration.id);
        out.writeNumberField("step", iteration.step);
        if (iteration.epoch.isPresent()) {
            out.writeNumberField("epoch", iteration.epoch.getAsInt());
        }
        out.writeNumberField("time", iteration.time.toEpochMilli());
    }

    static IterationForm read(Fields in) {
        Integer epoch = in.smallIntegerOrNull("epoch");
        return new IterationForm(
                in.string("id"),
                in.integer("step"),
                epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch),
                in.instant("time"));
    }
}
