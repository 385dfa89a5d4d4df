package io.github.djltracker.cli.find;

import io.github.djltracker.domain.value.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which series a command uses: those of some names and phases, or all. */
public final class SeriesFilter {
    @Option(
            names = {"-m", "--metric"},
            paramLabel = "NAME",
            description = "Only this metric. May be repeated.")
    private List<String> names = List.of();

    @Option(
            names = {"-p", "--phase"},
            paramLabel = "PHASE",
            description =
                    "Only this phase, such as train or validate; \"\" for metrics without a phase. May be repeated.")
    private List<String> phases = List.of();

    /** Whether metrics were requested by name. */
    public boolean namesMetrics() {
        return !names.isEmpty();
    }

    /** Whether phases were requested. */
    public boolean namesPhases() {
        return !phases.isEmpty();
    }

    public boolean accepts(Series series) {
        return accepts(series.name(), series.phase());
    }

    public boolean accepts(String name, @Nullable String phase) {
        return (names.isEmpty() || names.contains(name))
                && (phases.isEmpty() || phases.contains(phase == null ? "" : phase));
    }

    /** A description of the filter, for a message that nothing matches. */
    public String describe() {
        return (names.isEmpty() ? "metric" : "metric " + String.join(" or ", names))
                + (phases.isEmpty() ? "" : " in phase " + String.join(" or ", phases));
    }
}
