package io.github.djltracker.cli.operation;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.Target;
import java.util.List;
import picocli.CommandLine.Option;

/** Which experiments a command takes: those that are named, or all. */
final class Experiments {
    @Option(
            names = {"-e", "--experiment"},
            paramLabel = "NAME",
            description = "Take this experiment alone; may be given several times.")
    private List<String> names = List.of();

    boolean contains(String experiment) {
        return names.isEmpty() || names.contains(experiment);
    }

    /** Refuses a store that does not answer, or does not have what was named, before anything is made in vain. */
    void require(Target store) {
        Finder finder = new Finder(store.store(), store.name(), null);
        finder.experiments();
        names.forEach(finder::experiment);
    }
}
