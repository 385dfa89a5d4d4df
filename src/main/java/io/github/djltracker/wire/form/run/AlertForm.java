package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The alerts of a run, as a field. Readers ignore unknown kinds, and the field may be absent. */
final class AlertForm {
    private static final String FIELD = "alerts";

    private AlertForm() {}

    static void writeAll(JsonGenerator out, List<Alert> alerts) throws IOException {
        out.writeArrayFieldStart(FIELD);
        for (Alert alert : alerts) {
            out.writeStartObject();
            write(out, alert);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void write(JsonGenerator out, Alert alert) throws IOException {
        out.writeStringField("kind", alert.kind().name());
        out.writeStringField("message", alert.message());
        out.writeNumberField("time", alert.time().toEpochMilli());
    }

    static List<Alert> readAll(Fields in) {
        return in.objectsOrNone(FIELD).stream()
                .flatMap(alert -> read(alert).stream())
                .toList();
    }

    private static Optional<Alert> read(Fields in) {
        String name = in.string("kind");
        return Stream.of(AlertKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .map(kind -> new Alert(kind, in.string("message"), in.instant("time")));
    }
}
