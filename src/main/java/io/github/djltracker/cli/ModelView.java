package io.github.djltracker.cli;

import io.github.djltracker.domain.Run;
import io.github.djltracker.domain.Series;
import java.util.List;
import java.util.Objects;

/** A model with its runs and series, read once. */
record ModelView(ModelRef ref, String label, List<Run> runs, List<Series> series) {
    static ModelView of(ModelRef ref) {
        return new ModelView(
                ref,
                ref.label(),
                ref.model().runs().list(),
                ref.model().metrics().series());
    }

    /** The last value of a series of a run; empty where it has none. */
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
