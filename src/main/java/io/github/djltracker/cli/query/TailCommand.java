package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Scope;
import io.github.djltracker.cli.find.SeriesFilter;
import io.github.djltracker.cli.find.StoreCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.TextTable;
import io.github.djltracker.cli.view.RunTable;
import io.github.djltracker.cli.view.TailLines;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker tail}. */
@Command(
        name = "tail",
        description = {"Follows a run until it ends.", "Writes new values as they arrive. Exit code 1 if the run fails."
        },
        footer = {
            "  djl-tracker tail",
            "  djl-tracker tail 1f3a9c --metric Accuracy --every-step",
            "  djl-tracker tail --from-start --json | jq .sequence"
        })
public final class TailCommand extends StoreCommand {
    private static final int TOGETHER = 500;
    private static final int LEAST_MILLIS = 10;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description =
                    "A run's name, or a prefix of its id. Default: the latest run in progress, or else the latest run.")
    private @Nullable String what;

    @Mixin
    private final Scope scope = new Scope();

    @Mixin
    private final SeriesFilter filter = new SeriesFilter();

    @Option(names = "--every-step", description = "Write the values of every step, not only the latest ones.")
    private boolean every;

    @Option(names = "--from-start", description = "Start with the entries recorded so far.")
    private boolean fromStart;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "Interval between checks for new values. Default: 1.")
    private double interval = 1;

    @Option(names = "--json", description = "Write the entries of the run's log unchanged, one per line (run-log.md).")
    private boolean json;

    public TailCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        RunRef ref = run(scope.finder(target));
        RunLogs logs = target.store().logs();
        long next = fromStart ? 0 : logs.next(ref.run().id());
        if (ref.run().status().isEnd() && !fromStart) {
            next--;
        }
        if (!json) {
            show("run " + ref.describe());
        }
        try {
            return follow(ref, logs, next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed();
        } catch (NotFoundException e) {
            throw new Failure("run " + ref.shortId() + " has been deleted");
        }
    }

    private RunRef run(Finder finder) {
        if (what != null) {
            return finder.run(what);
        }
        return finder.runs().stream()
                .max(Comparator.comparing((RunRef ref) -> ref.run().status() == RunStatus.RUNNING)
                        .thenComparing(ref -> ref.run().started()))
                .orElseThrow(() -> new Failure("there is no run yet"));
    }

    private int follow(RunRef ref, RunLogs logs, long first) throws InterruptedException {
        TailLines lines = new TailLines(filter, every, console.clock().getZone());
        long next = first;
        String said = "";
        while (true) {
            List<RunEntry> entries = List.of();
            String trouble = "";
            try {
                entries = logs.entries(ref.run().id(), next, TOGETHER);
                trouble = entries.isEmpty() ? silence(ref) : "";
            } catch (UnavailableException e) {
                // the tracker may be restarting: the run itself continues
                trouble = e.getMessage() + "; still trying";
            }
            if (!trouble.isEmpty() && !trouble.equals(said)) {
                console.complain(trouble);
            }
            said = trouble;
            write(entries, lines);
            next += entries.size();
            if (!entries.isEmpty() && entries.get(entries.size() - 1) instanceof RunEnd end) {
                return end(ref, end);
            }
            if (entries.isEmpty()) {
                console.pause().millis(Math.max(LEAST_MILLIS, Math.round(interval * 1_000)));
            }
        }
    }

    private static String silence(RunRef ref) {
        Optional<Run> run = ref.model().model().runs().read(ref.run().id());
        RunStatus status = run.map(Run::status).orElseThrow(() -> new NotFoundException("run " + ref.shortId()));
        return status == RunStatus.LOST ? "run " + ref.shortId() + " is silent; still waiting" : "";
    }

    private void write(List<RunEntry> entries, TailLines lines) {
        if (json) {
            for (RunEntry entry : entries) {
                console.out().write(RunLogJson.write(entry));
                console.out().print("\n");
            }
        } else {
            lines.of(entries).forEach(this::show);
        }
        console.out().flush();
    }

    private void show(String line) {
        console.print(new TextTable(1, 0).row(line));
    }

    private int end(RunRef ref, RunEnd end) {
        if (!json) {
            Run run = ref.model().model().runs().read(ref.run().id()).orElse(ref.run());
            show(RunTable.status(run) + ": steps " + RunTable.steps(run) + " in " + RunTable.duration(run));
            if (end.error() != null) {
                show(Plain.firstLine(end.error()));
            }
        }
        return end.status() == RunStatus.FAILED ? failed() : ok();
    }
}
