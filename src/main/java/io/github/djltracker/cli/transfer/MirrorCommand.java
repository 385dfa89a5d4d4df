package io.github.djltracker.cli.transfer;

import io.github.djltracker.Destinations;
import io.github.djltracker.TrackerUri;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.exchange.Mirror;
import io.github.djltracker.exchange.MirrorReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies runs from one store to another. */
abstract class MirrorCommand extends ConsoleCommand {
    @Mixin
    private final Experiments experiments = new Experiments();

    @Option(names = "--json", description = "Write the result as a JSON document.")
    private boolean json;

    MirrorCommand(Console console) {
        super(console);
    }

    /** Copies, prints a summary, and returns the exit code. */
    int copy(String source, String destination) {
        try (Target from = Target.existing(source)) {
            experiments.require(from);
            if (Target.parse(destination) instanceof TrackerUri.OneWay place) {
                return report(copy(from, place));
            }
            try (Target to = Target.created(destination)) {
                if (from.isSame(to)) {
                    throw new Failure(source + " and " + destination + " are the same store");
                }
                return report(copy(from, to));
            }
        }
    }

    private MirrorReport copy(Target from, TrackerUri.OneWay place) {
        try {
            Sink to = Destinations.open(place, Target.options());
            try {
                return copy(from, to);
            } finally {
                if (to instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        } catch (RuntimeException e) {
            throw e instanceof IllegalArgumentException ? new Failure(String.valueOf(e.getMessage())) : e;
        } catch (Exception e) { // thrown by close
            throw new Failure(place + " could not be closed: " + e.getMessage());
        }
    }

    private MirrorReport copy(Target from, Target to) {
        return shown(progress -> Mirror.copy(from.store(), to.store(), experiments::contains, progress));
    }

    private MirrorReport copy(Target from, Sink to) {
        return shown(progress -> Mirror.copy(from.store(), to, experiments::contains, progress));
    }

    private MirrorReport shown(Function<Mirror.Progress, MirrorReport> copy) {
        try (ProgressLine line = new ProgressLine(console)) {
            return copy.apply((runs, total, entries) -> line.report("runs, " + entries + " entries:", runs, total));
        }
    }

    private int report(MirrorReport report) {
        if (json) {
            writeJson(document(report));
        } else {
            console.println(Format.count(report.copied(), "run", "runs") + " copied ("
                    + Format.count(report.entries(), "entry", "entries") + ", "
                    + Format.points(report.points()) + "), " + report.upToDate()
                    + " already up to date"
                    + (report.deleted() == 0
                            ? ""
                            : ", " + report.deleted() + " skipped, because they were deleted at the destination"));
        }
        for (MirrorReport.Failure failure : report.failed()) {
            String what = failure.run() == null ? "" : "run " + RunRef.shorten(failure.run()) + " of ";
            console.complain(what + failure.experiment() + " was not copied: " + failure.reason());
        }
        return report.failed().isEmpty() ? ok() : failed();
    }

    private static Map<String, Object> document(MirrorReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("copied", report.copied());
        document.put("upToDate", report.upToDate());
        document.put("deleted", report.deleted());
        document.put("entries", report.entries());
        document.put("points", report.points());
        List<Object> failed = new ArrayList<>();
        for (MirrorReport.Failure failure : report.failed()) {
            Map<String, Object> map = new LinkedHashMap<>();
            if (failure.run() != null) {
                map.put("run", failure.run().toString());
            }
            map.put("experiment", failure.experiment());
            map.put("reason", failure.reason());
            failed.add(map);
        }
        document.put("failed", failed);
        return document;
    }
}
