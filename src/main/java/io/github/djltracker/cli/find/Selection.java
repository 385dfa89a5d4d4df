package io.github.djltracker.cli.find;

import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with all its runs, or one run of it.
 *
 * @param run null for all runs and manually logged metrics
 */
public record Selection(ModelRef model, @Nullable Run run) {
    /** A description that distinguishes the selection from others. */
    public String describe() {
        return run == null ? "model " + model.describe() : "run " + new RunRef(model, run).describe();
    }

    /** The selected runs, in the order in which they were started. */
    public List<RunRef> runs() {
        return run == null ? Finder.runs(model) : List.of(new RunRef(model, run));
    }

    /** The series of the selection. */
    public List<Series> series() {
        List<Series> all = model.model().metrics().series();
        return run == null
                ? all
                : all.stream().filter(series -> run.id().equals(series.run())).toList();
    }
}
