package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The number of runs of each status, as a field. Unknown statuses are ignored. */
public final class RunCounts {
    private static final String FIELD = "runs";

    private RunCounts() {}

    public static void write(JsonGenerator out, Map<RunStatus, Long> counts) throws IOException {
        out.writeObjectFieldStart(FIELD);
        for (RunStatus status : RunStatus.values()) {
            Long count = counts.get(status);
            if (count != null) {
                out.writeNumberField(status.name(), count);
            }
        }
        out.writeEndObject();
    }

    public static Map<RunStatus, Long> read(Fields in) {
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        Map<String, Long> named = in.counts(FIELD);
        for (RunStatus status : RunStatus.values()) {
            Long count = named.get(status.name());
            if (count != null) {
                counts.put(status, count);
            }
        }
        return counts;
    }
}
