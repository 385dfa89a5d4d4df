package io.github.djltracker.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.RunStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in a list, with what is in it.
 *
 * @param models how many there are
 * @param runs how many there are of each status
 * @param active when the last entry of a run arrived, null if there is no run
 */
public record ExperimentSummaryForm(
        ExperimentForm experiment,
        long models,
        Map<RunStatus, Long> runs,
        @Nullable Instant active) {
    public ExperimentSummaryForm {
        runs = Map.copyOf(runs);
    }

    static void write(JsonGenerator out, ExperimentSummaryForm summary) throws IOException {
        ExperimentForm.write(out, summary.experiment);
        out.writeNumberField("models", summary.models);
        RunCounts.write(out, summary.runs);
        RunForm.instant(out, "active", summary.active);
    }

    static ExperimentSummaryForm read(Fields in) {
        return new ExperimentSummaryForm(
                ExperimentForm.read(in), in.integer("models"), RunCounts.read(in), in.instantOrNull("active"));
    }
}
