package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.Source;
import io.github.djltracker.exchange.Sources;
import io.github.djltracker.exchange.file.RunLogImport;
import io.github.djltracker.exchange.mltracker.MlTrackerImport;
import io.github.djltracker.exchange.parquet.ParquetImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker import}. */
@Command(
        name = "import",
        description = {
            "Imports runs that another tracker recorded, or that export wrote.",
            "Reads MLflow, TensorBoard event files, a run log (.jsonl), Parquet written by export, or an MLTracker file."
                    + " Nothing is imported twice, so an import can be repeated, and resumed if it was interrupted."
        },
        footer = {
            "  djl-tracker import mlflow:http://localhost:5000 --experiment digits --to runs.db",
            "  djl-tracker import tensorboard:lightning_logs",
            "  djl-tracker import runs.jsonl.gz --to http://tracker:8091"
        })
public final class ImportCommand extends ConsoleCommand {
    @Parameters(paramLabel = "SOURCE", description = "mlflow:URL, tensorboard:DIRECTORY, or a file.")
    private String source = "";

    @Option(
            names = "--to",
            paramLabel = "STORE",
            description =
                    "The store to write to; a file is created if it does not exist. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of a file: ${COMPLETION-CANDIDATES}. Default: by its extension.")
    private @Nullable FileFormat format;

    @Mixin
    private final Experiments experiments = new Experiments();

    @Option(names = "--json", description = "Write the result as a JSON document.")
    private boolean json;

    public ImportCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Predicate<String> chosen = experiments::contains;
        try (Source tracker = Sources.open(source, console.environment());
                LateTarget target = new LateTarget(Target.text(to, console.environment()))) {
            ImportReport report = tracker == null ? read(file(), target, chosen) : read(tracker, target, chosen);
            int code = report(report);
            experiments.requireFound(source);
            return code;
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Failure(source + " cannot be read: " + Failure.reason(e));
        }
    }

    private ImportReport read(Source tracker, LateTarget into, Predicate<String> chosen) {
        try (ProgressLine line = new ProgressLine(console)) {
            Importer importer =
                    new Importer(into, (run, points, runs, expected) -> tell(line, run, points, runs, expected));
            tracker.read(importer, chosen);
            return importer.report();
        }
    }

    private Path file() {
        Path file = Path.of(source);
        if (!Files.isRegularFile(file)) {
            throw new Failure(source + " is neither a file nor a tracker that can be imported from. Supported are "
                    + Sources.examples() + ", and files that end with .jsonl, .parquet or .json");
        }
        return file;
    }

    private ImportReport read(Path file, LateTarget into, Predicate<String> chosen) throws IOException {
        FileFormat known = format == null ? FileFormat.of(source) : format;
        if (known == null) {
            throw new Failure("\"" + source + "\" has no known extension: add --format");
        } else if (known == FileFormat.CSV) {
            throw new Failure(
                    "CSV cannot be imported, because it does not contain complete runs: export as jsonl instead");
        }
        if (known == FileFormat.PARQUET) {
            try (Source parquet = new ParquetImport(file)) {
                return read(parquet, into, chosen);
            }
        }
        try (ProgressLine line = new ProgressLine(console)) {
            if (known == FileFormat.MLTRACKER) {
                Importer importer =
                        new Importer(into, (run, points, runs, expected) -> tell(line, run, points, runs, expected));
                MlTrackerImport.read(
                        file,
                        into::store,
                        chosen,
                        importer,
                        Files.getLastModifiedTime(file).toInstant());
                return importer.report();
            }
            return RunLogImport.read(file, into, chosen, (lines, total) -> line.report("lines:", lines, total));
        }
    }

    private static void tell(ProgressLine line, String run, long points, long runs, long expected) {
        if (expected == 0) {
            line.report(run + ", points:", points);
        } else {
            line.report(points + " points, now " + run + ", runs:", runs, expected);
        }
    }

    private int report(ImportReport report) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("runs", report.runs());
            document.put("goneOn", report.goneOn());
            document.put("upToDate", report.upToDate());
            document.put("points", report.points());
            document.put("leftOut", report.leftOut());
            document.put("notes", report.notes());
            writeJson(document);
            return ok();
        }
        if (report.runs() + report.goneOn() + report.upToDate() == 0) {
            console.println("nothing was imported: there is no run in " + source);
        } else {
            console.println(Format.count(report.runs(), "run", "runs") + " imported ("
                    + Format.points(report.points()) + ")"
                    + (report.goneOn() == 0 ? "" : ", " + report.goneOn() + " continued") + ", " + report.upToDate()
                    + " already up to date");
        }
        report.leftOut().forEach((what, count) -> console.complain("left out: " + count + " " + what));
        report.notes().forEach(note -> console.complain(Plain.line(note)));
        return ok();
    }
}
