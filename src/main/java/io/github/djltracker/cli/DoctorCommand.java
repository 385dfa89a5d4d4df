package io.github.djltracker.cli;

import io.github.djltracker.store.CheckReport;
import io.github.djltracker.store.CheckReport.Finding;
import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code djl-tracker doctor}. */
@Command(
        name = "doctor",
        description = {
            "Checks a store file.",
            "Reads every chunk, entry, counter and log, and says what is wrong. Changes nothing. Exit code 1 if anything is wrong."
        },
        footer = {"  djl-tracker doctor", "  djl-tracker doctor runs.db --json"})
final class DoctorCommand extends FileCommand {
    DoctorCommand(Console console) {
        super(console);
    }

    @Override
    int call(Path file) {
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
        for (Finding finding : report.findings()) {
            console.println(console.screen().colours().red("wrong") + "  "
                    + Plain.line(finding.place() + ": " + finding.what()));
        }
        if (report.more() > 0) {
            console.println("and " + report.more() + " more");
        }
        console.println(Plain.line(file + ": " + Format.count(report.experiments(), "experiment", "experiments") + ", "
                + Format.count(report.models(), "model", "models") + ", "
                + Format.count(report.runs(), "run", "runs") + ", " + report.series() + " series, "
                + Format.count(report.chunks(), "chunk", "chunks") + ", "
                + Format.count(report.entries(), "entry", "entries") + ", "
                + Format.count(report.points(), "point", "points")));
        console.println(
                report.isSound()
                        ? "all is well"
                        : Format.count(report.findings().size() + report.more(), "thing is wrong", "things are wrong")
                                + ": keep a copy of the file, and pull what can be read into a new one");
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
}
