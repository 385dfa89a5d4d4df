package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of appending the entries of one of several runs.
 *
 * @param next the sequence number of the next expected entry; null if there is a problem
 * @param problem why they were not stored; null if they were
 */
public record AppendedRun(
        UUID run, @Nullable Long next, @Nullable Problem problem) {
    static void write(JsonGenerator out, AppendedRun appended) throws IOException {
        out.writeStringField("run", appended.run.toString());
        Form.integer(out, "next", appended.next);
        if (appended.problem != null) {
            out.writeFieldName("problem");
            Forms.PROBLEM.object(out, appended.problem);
        }
    }

    static AppendedRun read(Fields in) {
        Fields problem = in.objectOrNull("problem");
        return new AppendedRun(
                in.uuid("run"),
                problem == null ? (Long) in.integer("next") : null,
                problem == null ? null : Forms.PROBLEM.read(problem));
    }
}
