package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.RunChoice;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.StoreCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.report.Report;
import io.github.djltracker.cli.report.ReportHead;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.value.Annotation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker report}. */
@Command(
        name = "report",
        description = {
            "Writes a report on an experiment as one HTML file, to mail or archive.",
            "It contains runs with settings, last and best values, charts, errors and environments. The file needs no script, no other file"
                    + " and no network. It has at most 2 MB; what is left out is reported.",
            "--where and --sort work as for the command runs."
        },
        footer = {
            "  djl-tracker report digits",
            "  djl-tracker report digits --store runs.db --out digits.html --force",
            "  djl-tracker report rings --where 'started > -7d' --sort Accuracy@validate.max --descending --first 10"
        })
public final class ReportCommand extends StoreCommand {
    private static final int NAME = 60;

    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT",
            description = "The experiment. May be omitted if there is only one.")
    private @Nullable String experiment;

    @Mixin
    private final RunChoice choice = new RunChoice();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file; - for standard output. Default: the name of the experiment with .html appended.")
    private @Nullable String out;

    @Option(names = "--force", description = "Replace an existing file, but never a database.")
    private boolean force;

    public ReportCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        choice.parse(console.clock());
        Finder all = new Finder(target.store(), target.name(), null);
        Experiment found = experiment == null ? all.onlyExperiment() : all.experiment(experiment);
        Finder finder = new Finder(target.store(), target.name(), found.name());
        List<RunRef> runs = choice.of(
                List.of(found), choice.asksFor(Annotation.ARCHIVED) ? List.of() : List.of("not archived"), List.of());
        if (runs.isEmpty()) {
            throw new Failure("no run of experiment " + found.name() + " can be reported: "
                    + (finder.runs().isEmpty()
                            ? "it has no runs yet"
                            : "none of its " + finder.runs().size() + " runs are selected"));
        }
        String to = out == null ? fileName(found.name()) : out;
        try {
            Report report = to.equals("-") ? toOutput(target, found, runs) : toFile(to, target, found, runs);
            report.leftOut().forEach(console::complain);
            return ok();
        } catch (IOException e) {
            throw new Failure(to + " cannot be written: " + Failure.reason(e));
        }
    }

    /** A name that every file system accepts. */
    public static String fileName(String experiment) {
        String plain = experiment.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String part = plain.length() <= NAME
                ? plain
                : plain.substring(0, Character.isLowSurrogate(plain.charAt(NAME)) ? NAME - 1 : NAME);
        return (part.isEmpty() ? "report" : part) + ".html";
    }

    private Report toOutput(Target target, Experiment found, List<RunRef> runs) {
        Report report = report(target, found, runs);
        console.out().write(render(report));
        console.out().flush();
        return report;
    }

    private Report toFile(String to, Target target, Experiment found, List<RunRef> runs) throws IOException {
        // fails before anything is read in vain
        try (ExportFile file = ExportFile.of(to, force)) {
            Report report = report(target, found, runs);
            byte[] page = render(report);
            Files.write(file.unfinished(), page);
            file.finish();
            console.println("report on " + Format.count(runs.size(), "run", "runs") + " written to " + to + " ("
                    + (page.length + 999) / 1_000 + " kB)");
            return report;
        }
    }

    private Report report(Target target, Experiment found, List<RunRef> runs) {
        ReportHead head = new ReportHead(
                found.name(),
                target.name(),
                console.clock().instant(),
                console.clock().getZone(),
                choice.text());
        return Report.of(head, runs, choice.isByStart());
    }

    private byte[] render(Report report) {
        try (ProgressLine line = new ProgressLine(console)) {
            return report.render((charts, total) -> line.report("charts:", charts, total));
        }
    }
}
