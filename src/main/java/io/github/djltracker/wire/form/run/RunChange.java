package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run, for clients that watch it.
 *
 * @param next the sequence number of the next expected entry, with which a client can fetch what is new
 * @param lastStep highest step recorded, null before the first
 * @param seen when the last entry arrived
 * @param ended null while it is in progress
 * @param alerts its problems
 */
public record RunChange(
        long next,
        RunStatus status,
        @Nullable Long lastStep,
        Instant seen,
        @Nullable Instant ended,
        List<Alert> alerts) {
    public RunChange {
        alerts = List.copyOf(alerts);
    }

    static void write(JsonGenerator out, RunChange change) throws IOException {
        out.writeNumberField("next", change.next);
        out.writeStringField("status", change.status.name());
        Form.integer(out, "lastStep", change.lastStep);
        out.writeNumberField("seen", change.seen.toEpochMilli());
        Form.instant(out, "ended", change.ended);
        AlertForm.writeAll(out, change.alerts);
    }

    static RunChange read(Fields in) {
        return new RunChange(
                in.integer("next"),
                in.constant("status", RunStatus.class, RunStatus::valueOf),
                in.integerOrNull("lastStep"),
                in.instant("seen"),
                in.instantOrNull("ended"),
                AlertForm.readAll(in));
    }
}
