package io.github.djltracker.cli.find;

import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that select runs, and their order. Created for each call. */
public final class RunChoice {
    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description =
                    "Only runs that match this filter, such as \"loss@validate.min < 0.1 and not status = FAILED\".")
    private @Nullable String where;

    @Option(names = "--sort", paramLabel = "NAME", description = "Sort by this value, lowest first. Default: started.")
    private @Nullable String sort;

    @Option(names = "--descending", description = "Reverse the order of --sort: highest first.")
    private boolean descending;

    @Option(names = "--first", paramLabel = "N", description = "Only the first N runs in this order.")
    private int first = Integer.MAX_VALUE;

    @Option(names = "--last", paramLabel = "N", description = "Only the N latest runs.")
    private int last = Integer.MAX_VALUE;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    private @Nullable RunFilter filter;
    private @Nullable RunOrder order;
    private Clock clock = Clock.system(ZoneId.systemDefault());

    /**
     * Parses the options, before the first query.
     *
     * @throws ParameterException if they are invalid
     */
    public void parse(Clock of) {
        clock = of;
        try {
            filter = where == null ? null : RunFilter.parse(where, clock);
        } catch (IllegalArgumentException e) {
            throw wrong("--where: " + e.getMessage());
        }
        requireCount("--first", first);
        requireCount("--last", last);
        if (descending && sort == null) {
            throw wrong("--descending needs --sort");
        }
        try {
            order = sort == null ? null : new RunOrder(sort, descending);
        } catch (IllegalArgumentException e) {
            throw wrong("--sort: " + e.getMessage());
        }
    }

    private void requireCount(String option, int count) {
        if (count < 0) {
            throw wrong(option + ": " + count + " is not a number of runs: 0 or more");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /**
     * The selected runs of some experiments, in the selected order.
     *
     * @param conditions further conditions, in the language of filters
     * @param columns names of the values that are returned with each run
     * @throws Failure if no run has a value of a name that is used
     */
    public List<RunRef> of(List<Experiment> experiments, List<String> conditions, List<String> columns) {
        RunSearch search = new RunSearch(experiments, filter, order, conditions, columns, clock);
        if (last != Integer.MAX_VALUE) {
            List<RunRef> latest = search.latest(last, order);
            return latest.subList(0, Math.min(latest.size(), first));
        }
        return search.first(order == null ? new RunOrder("started", false) : order, first);
    }

    /** Whether the filter uses a value. */
    public boolean asksFor(String name) {
        return filter != null && filter.names().contains(name);
    }

    /** The value by which they are sorted; null if they are in the order in which they were started. */
    public @Nullable String sort() {
        return sort;
    }

    /** Whether they are in the order in which they were started. */
    public boolean isByStart() {
        return order == null;
    }

    /** The options as the user wrote them; null if there are none. */
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
