package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Series;
import java.util.List;
import java.util.Objects;

/** A model with its runs and series, read once. */
public record ModelView(ModelRef ref, String label, List<Run> runs, List<Series> series) {
    public static ModelView of(ModelRef ref) {
        return new ModelView(
                ref,
                ref.label(),
                ref.model().runs().list(),
                ref.model().metrics().series());
    }

    /** The last value of a series of a run; empty if it has none. */
    String last(Run run, TellingSeries.Key key) {
        for (Series one : series) {
            if (run.id().equals(one.run())
                    && one.name().equals(key.name())
                    && Objects.equals(one.phase(), key.phase())) {
                return Format.number(one.last());
            }
        }
        return "";
    }
}
