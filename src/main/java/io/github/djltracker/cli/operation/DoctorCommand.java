package io.github.djltracker.cli.operation;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.store.check.CheckReport;
import io.github.djltracker.store.check.CheckReport.Finding;
import io.github.djltracker.store.check.SpaceUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker doctor}. */
@Command(
        name = "doctor",
        description = {
            "Checks a store file, or outboxes.",
            "Reads every chunk, entry, counter and log of a file, or every line of an outbox. Reports problems, what takes up"
                    + " the space of a file, and what has been set aside and why. Changes nothing. Exit code 1 if there are"
                    + " problems."
        },
        footer = {
            "  djl-tracker doctor",
            "  djl-tracker doctor runs.db --json",
            "  djl-tracker doctor ~/.djl-tracker/outbox"
        })
public final class DoctorCommand extends ConsoleCommand {
    private static final String WELL = "no problems found";

    @Parameters(
            arity = "0..1",
            paramLabel = "STORE|FOLDER",
            description =
                    "A file or jdbc:sqlite:<file>; an outbox, or a directory of outboxes. Default: DJL_TRACKER_URI,"
                            + " or djl-tracker.db.")
    private @Nullable String place;

    @Option(names = "--json", description = "Write a JSON document.")
    private boolean json;

    public DoctorCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Path path = Target.existingFile(Target.text(place, console.environment()));
        return Files.isDirectory(path) ? outboxes(path) : store(path);
    }

    private int outboxes(Path folder) {
        List<OutboxCheck> checks = OutboxCheck.in(folder);
        if (checks.isEmpty()) {
            throw new Failure("there is no outbox in " + folder);
        }
        boolean isSound = checks.stream().allMatch(OutboxCheck::isSound);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("folder", folder.toString());
            document.put("sound", isSound);
            document.put("outboxes", checks.stream().map(OutboxCheck::document).toList());
            writeJson(document);
        } else {
            checks.forEach(this::print);
            long wrong = checks.stream()
                    .mapToLong(check -> check.findings().size() + check.more())
                    .sum();
            console.println(
                    isSound
                            ? WELL
                            : wrong(wrong) + ": entries and runs that were set aside are kept until you delete them");
        }
        return isSound ? ok() : failed();
    }

    private void print(OutboxCheck check) {
        check.findings().forEach(this::printWrong);
        printMore(check.more());
        console.println(Plain.line(check.line()));
    }

    private int store(Path file) {
        CheckReport report = check(file);
        if (json) {
            writeJson(document(file, report));
        } else {
            print(file, report);
        }
        return report.isSound() ? ok() : failed();
    }

    private CheckReport check(Path file) {
        try (ProgressLine line = new ProgressLine(console)) {
            return SqlStore.check(file, (done, total) -> line.report("runs:", done, total));
        }
    }

    private void print(Path file, CheckReport report) {
        report.findings().forEach(finding -> printWrong(finding.place() + ": " + finding.what()));
        printMore(report.more());
        console.println(Plain.line(file + ": " + Format.count(report.experiments(), "experiment", "experiments") + ", "
                + Format.count(report.models(), "model", "models") + ", "
                + Format.count(report.runs(), "run", "runs") + ", " + report.series() + " series, "
                + Format.count(report.chunks(), "chunk", "chunks") + ", "
                + Format.count(report.entries(), "entry", "entries") + ", "
                + Format.count(report.points(), "point", "points")));
        printSpace(report.space());
        console.println(
                report.isSound()
                        ? WELL
                        : wrong(report.findings().size() + report.more())
                                + ": keep a copy of the file, and pull what can be read into a new one");
    }

    private void printSpace(SpaceUse space) {
        if (space.parts().isEmpty()) {
            return;
        }
        String parts = space.parts().entrySet().stream()
                .map(part -> part.getKey().name().toLowerCase(Locale.ROOT) + " " + bytes(part.getValue()))
                .collect(Collectors.joining(", "));
        String unused = space.unused() == 0 ? "" : "; unused " + bytes(space.unused()) + ", freed by djl-tracker pack";
        String log = space.log() == 0 ? "" : "; write-ahead log " + bytes(space.log());
        console.println("space in bytes: " + parts + unused + log);
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }

    private void printWrong(String finding) {
        console.println(console.screen().colours().red("wrong") + "  " + Plain.line(finding));
    }

    private void printMore(long more) {
        if (more > 0) {
            console.println("and " + more + " more");
        }
    }

    private static String wrong(long count) {
        return Format.count(count, "problem", "problems");
    }

    private static Map<String, Object> document(Path file, CheckReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", file.toString());
        document.put("sound", report.isSound());
        document.put("experiments", report.experiments());
        document.put("models", report.models());
        document.put("runs", report.runs());
        document.put("series", report.series());
        document.put("chunks", report.chunks());
        document.put("entries", report.entries());
        document.put("points", report.points());
        document.put("space", document(report.space()));
        List<Map<String, String>> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("place", finding.place());
            map.put("what", finding.what());
            findings.add(map);
        }
        document.put("findings", findings);
        document.put("more", report.more());
        return document;
    }

    private static Map<String, Object> document(SpaceUse space) {
        Map<String, Object> document = new LinkedHashMap<>();
        space.parts().forEach((part, bytes) -> document.put(part.name().toLowerCase(Locale.ROOT), bytes));
        document.put("unused", space.unused());
        document.put("log", space.log());
        return document;
    }
}
