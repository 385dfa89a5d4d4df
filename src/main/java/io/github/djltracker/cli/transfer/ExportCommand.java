package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.domain.Store;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.exchange.file.CsvExport;
import io.github.djltracker.exchange.file.RunLogExport;
import io.github.djltracker.exchange.mltracker.MlTrackerExport;
import io.github.djltracker.exchange.parquet.ParquetExport;
import io.github.djltracker.exchange.parquet.ParquetTable;
import io.github.djltracker.exchange.table.CsvTable;
import io.github.djltracker.exchange.table.TableWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code djl-tracker export}. */
@Command(
        name = "export",
        description = {
            "Writes runs to a file.",
            "A run log (.jsonl) contains complete runs, and import can read it. CSV and Parquet contain metrics as tables."
                    + " An MLTracker file (.json) is for the Python library of that name. What a format cannot hold is"
                    + " counted and reported."
        },
        footer = {
            "  djl-tracker export --to runs.jsonl.gz",
            "  djl-tracker export runs.db --to digits.parquet --experiment digits",
            "  djl-tracker export runs.db --to sweep.csv --table runs --experiment rings",
            "  djl-tracker export --to - --format csv | head"
        })
public final class ExportCommand extends ConsoleCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description = "The store to read. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String store;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The file, compressed if its name ends with .gz; - for standard output.")
    private String to = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: by the extension of the file.")
    private @Nullable FileFormat format;

    @Mixin
    private final ExportTable table = new ExportTable();

    @Mixin
    private final Experiments experiments = new Experiments();

    @Option(names = "--force", description = "Replace an existing file, but never a database.")
    private boolean force;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    public ExportCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        FileFormat wanted = format == null ? FileFormat.of(to) : format;
        if (wanted == null) {
            throw wrong("\"" + to + "\" has no known extension: use .jsonl, .csv, .parquet or .json," + " or --format");
        }
        boolean isOutput = to.equals("-");
        if (wanted == FileFormat.PARQUET && (isOutput || isPacked())) {
            throw wrong("Parquet needs a file, and cannot be compressed: name one that ends with .parquet with --to");
        }
        String problem = table.problem(wanted);
        if (problem != null) {
            throw wrong(problem);
        }
        try (Target from = Target.existing(Target.text(store, console.environment()))) {
            experiments.require(from);
            ExportReport report = isOutput ? toOutput(from, wanted) : toFile(from, wanted);
            if (!isOutput) {
                console.println(Format.count(report.runs(), "run", "runs")
                        + (report.points() == 0 ? "" : " and " + points(wanted, report.points()))
                        + " written to " + to);
            }
            report.lost().forEach((what, count) -> console.complain("left out: " + count + " " + what));
            return ok();
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Failure(to + " cannot be written: " + Failure.reason(e));
        }
    }

    /** Only a run log contains iterations too. */
    private static String points(FileFormat format, long count) {
        return format == FileFormat.JSONL ? Format.points(count) : Format.count(count, "metric value", "metric values");
    }

    private boolean isPacked() {
        return to.toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private ExportReport toOutput(Target from, FileFormat wanted) throws IOException {
        OutputStream out = console.out().asStream();
        ExportReport report = write(from, wanted, out);
        out.flush();
        return report;
    }

    private ExportReport toFile(Target from, FileFormat wanted) throws IOException {
        try (ExportFile file = ExportFile.of(to, force)) {
            ExportReport report;
            if (wanted == FileFormat.PARQUET) {
                report = writeParquet(from, file.unfinished());
            } else {
                try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file.unfinished()), 1 << 16);
                        OutputStream out = isPacked() ? new GZIPOutputStream(plain, 1 << 16) : plain) {
                    report = write(from, wanted, out);
                }
            }
            file.finish();
            return report;
        }
    }

    private ExportReport writeParquet(Target from, Path file) throws IOException {
        try (ProgressLine line = new ProgressLine(console)) {
            if (table.isPoints()) {
                return ParquetExport.write(
                        from.store(), experiments::contains, file, (runs, total) -> line.report("runs:", runs, total));
            }
            try (TableWriter out = new ParquetTable(file)) {
                return table.write(from, experiments, out, (models, total) -> line.report("models:", models, total));
            }
        }
    }

    private ExportReport write(Target from, FileFormat wanted, OutputStream out) throws IOException {
        try (ProgressLine line = new ProgressLine(console)) {
            if (!table.isPoints()) {
                try (TableWriter csv = new CsvTable(out)) {
                    return table.write(
                            from, experiments, csv, (models, total) -> line.report("models:", models, total));
                }
            }
            Store store = from.store();
            RunWalk.Progress progress = (runs, total) -> line.report("runs:", runs, total);
            return switch (wanted) {
                case CSV -> CsvExport.write(store, experiments::contains, out, progress);
                case MLTRACKER -> MlTrackerExport.write(store, experiments::contains, out, progress);
                default -> RunLogExport.write(store, experiments::contains, out, progress);
            };
        }
    }
}
