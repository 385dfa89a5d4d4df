package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.ModelForm;
import io.github.djltracker.wire.form.RunCounts;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model in a list, with a summary of its contents.
 *
 * @param runs the number of runs of each status
 * @param active when the last entry of a run arrived, null if there is no run
 * @param series over all runs, one for each name and phase; the last value is that of the run started last
 */
public record ModelSummaryForm(
        ModelForm model,
        Map<RunStatus, Long> runs,
        @Nullable Instant active,
        List<Series> series) {
    public ModelSummaryForm {
        runs = Map.copyOf(runs);
        series = List.copyOf(series);
    }

    static void write(JsonGenerator out, ModelSummaryForm summary) throws IOException {
        ModelForm.write(out, summary.model);
        RunCounts.write(out, summary.runs);
        Form.instant(out, "active", summary.active);
        out.writeArrayFieldStart("series");
        for (Series series : summary.series) {
            Forms.SERIES.object(out, series);
        }
        out.writeEndArray();
    }

    static ModelSummaryForm read(Fields in) {
        return new ModelSummaryForm(
                ModelForm.read(in),
                RunCounts.read(in),
                in.instantOrNull("active"),
                in.objects("series").stream().map(Forms.SERIES::read).toList());
    }
}
