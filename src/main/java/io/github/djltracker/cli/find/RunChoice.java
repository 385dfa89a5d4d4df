package io.github.djltracker.cli.find;

import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which runs a command takes of those that there are, and in which order. Made for each call. */
public final class RunChoice {
    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "Runs that this is true of, such as \"loss@validate.min < 0.1 and not status = FAILED\".")
    private @Nullable String where;

    @Option(
            names = "--sort",
            paramLabel = "NAME",
            description = "Order by this value, the least first. Default: started.")
    private @Nullable String sort;

    @Option(names = "--descending", description = "Order by --sort with the greatest first.")
    private boolean descending;

    @Option(names = "--first", paramLabel = "N", description = "The first so many runs in this order.")
    private int first = Integer.MAX_VALUE;

    @Option(names = "--last", paramLabel = "N", description = "The latest so many runs.")
    private int last = Integer.MAX_VALUE;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    private @Nullable RunFilter filter;
    private @Nullable RunOrder order;

    /**
     * Reads the options, before anything is asked for.
     *
     * @throws ParameterException if they cannot be understood
     */
    public void parse(Clock clock) {
        try {
            filter = where == null ? null : RunFilter.parse(where, clock);
        } catch (IllegalArgumentException e) {
            throw wrong("--where: " + e.getMessage());
        }
        if (descending && sort == null) {
            throw wrong("--descending says in which direction to sort: add --sort");
        }
        try {
            order = sort == null ? null : new RunOrder(sort, descending);
        } catch (IllegalArgumentException e) {
            throw wrong("--sort: " + e.getMessage());
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /** Those of these runs that are wanted, in the order that is wanted. */
    public List<RunRef> of(List<RunRef> all) {
        List<RunRef> runs = new ArrayList<>(all);
        runs.sort(Comparator.comparing((RunRef ref) -> ref.run().started()));
        List<RunRef> chosen = filter == null && order == null ? latest(runs) : searched(runs);
        return chosen.subList(0, Math.min(chosen.size(), Math.max(0, first)));
    }

    private List<RunRef> latest(List<RunRef> runs) {
        return runs.subList(Math.max(0, runs.size() - Math.max(0, last)), runs.size());
    }

    private List<RunRef> searched(List<RunRef> runs) {
        RunSearch search = RunSearch.of(runs);
        List<RunRef> found = latest(filter == null ? runs : search.find(filter));
        return order == null ? found : search.sorted(found, order);
    }

    /** Whether the filter asks for a value. */
    public boolean asksFor(String name) {
        return filter != null && filter.names().contains(name);
    }

    /** Whether they are in the order in which they were started. */
    public boolean isByStart() {
        return order == null;
    }

    /** The options, as they were written; null if there are none. */
    public @Nullable String text() {
        List<String> words = new ArrayList<>();
        if (where != null) {
            words.add("--where " + where);
        }
        if (sort != null) {
            words.add("--sort " + sort + (descending ? " --descending" : ""));
        }
        if (last != Integer.MAX_VALUE) {
            words.add("--last " + last);
        }
        if (first != Integer.MAX_VALUE) {
            words.add("--first " + first);
        }
        return words.isEmpty() ? null : String.join(" ", words);
    }
}
