package io.github.djltracker.wire.log;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.wire.json.FieldPath;
import io.github.djltracker.wire.json.Form;
import io.github.djltracker.wire.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The line before the entries of a run, in a body with entries of several runs.
 *
 * @param entries the number of lines with entries of this run that follow, at least 1
 */
public record RunHead(UUID run, int entries) {
    /** Maximum number of runs in a body. */
    public static final int MAX_RUNS = 1_000;

    public RunHead {
        requireNonNull(run, "run");
        if (entries < 1) {
            throw new IllegalArgumentException("entries is " + entries + ": at least 1 is expected");
        }
    }

    /** One line in UTF-8, without its line feed. */
    public byte[] write() {
        return Form.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("run", run.toString());
            out.writeNumberField("entries", entries);
            out.writeEndObject();
        });
    }

    /**
     * Reads one line in UTF-8. Unknown fields are ignored.
     *
     * @throws IllegalArgumentException if it is not such a line; the message names the field
     */
    public static RunHead read(byte[] line) {
        Fields fields = new Fields();
        try (Json in = Json.parse(requireNonNull(line, "line"), "line")) {
            in.object(FieldPath.ROOT, (path, field) -> fields.read(in, path, field));
            in.end();
        }
        long entries = Json.required(FieldPath.of("entries"), fields.entries);
        if (entries > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "entries is " + entries + ": at most " + Integer.MAX_VALUE + " is possible");
        }
        return new RunHead(Json.required(FieldPath.of("run"), fields.run), (int) Math.max(0, entries));
    }

    private static final class Fields {
        private @Nullable UUID run;
        private @Nullable Long entries;

        void read(Json in, FieldPath path, String field) {
            switch (field) {
                case "run" -> run = in.uuid(path);
                case "entries" -> entries = in.integer(path);
                default -> in.skip(path);
            }
        }
    }
}
