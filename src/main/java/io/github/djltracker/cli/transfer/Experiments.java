package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Failure;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which experiments a command uses: the named ones, or all. */
final class Experiments {
    private static final int MOST_SHOWN = 20;
    private static final int MOST_CHARACTERS = 60;

    @Option(
            names = {"-e", "--experiment"},
            paramLabel = "NAME",
            description = "Only this experiment. May be repeated.")
    private List<String> names = List.of();

    private final Set<String> found = new TreeSet<>();

    boolean contains(String experiment) {
        found.add(experiment);
        return names.isEmpty() || names.contains(experiment);
    }

    /** Throws if a named experiment was not in what was read. */
    void requireFound(String source) {
        for (String name : names) {
            if (!found.contains(name)) {
                throw new Failure(source + " has no experiment \"" + name + "\""
                        + (found.isEmpty() ? "" : "; available: " + some()));
            }
        }
    }

    /** The first of the experiments that were found, short enough to be read. */
    private String some() {
        String first = found.stream()
                .limit(MOST_SHOWN)
                .map(name -> name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS) + "...")
                .collect(Collectors.joining(", "));
        return found.size() <= MOST_SHOWN ? first : first + " and " + (found.size() - MOST_SHOWN) + " more";
    }

    /** Fails early if the store is unavailable, or does not have one of the named experiments. */
    void require(Target store) {
        Finder finder = new Finder(store.store(), store.name(), null);
        finder.experiments();
        names.forEach(finder::experiment);
    }
}
