package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;
import java.util.UUID;

/** The progress of one of several runs, for clients that watch them together. */
public record WatchedRun(UUID run, RunChange change) {
    static void write(JsonGenerator out, WatchedRun watched) throws IOException {
        out.writeStringField("run", watched.run.toString());
        RunChange.write(out, watched.change);
    }

    static WatchedRun read(Fields in) {
        return new WatchedRun(in.uuid("run"), RunChange.read(in));
    }
}
