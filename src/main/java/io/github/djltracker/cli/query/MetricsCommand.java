package io.github.djltracker.cli.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Selection;
import io.github.djltracker.cli.find.SeriesFilter;
import io.github.djltracker.cli.find.Subject;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.JsonList;
import io.github.djltracker.cli.view.Value;
import io.github.djltracker.cli.view.Values;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.json.JsonDocument;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code djl-tracker metrics}. */
@Command(
        name = "metrics",
        description = {
            "Lists the metrics of a model or a run, or writes their values.",
            "Shows the last, lowest and highest value for each metric and phase. --values and --csv write every value instead."
        },
        footer = {
            "  djl-tracker metrics LeNet --phase validate",
            "  djl-tracker metrics 1f3a9c --metric Accuracy --csv > accuracy.csv",
            "  djl-tracker metrics 1f3a9c --values --json"
        })
public final class MetricsCommand extends QueryCommand {
    @Mixin
    private final Subject subject = new Subject();

    @Mixin
    private final SeriesFilter filter = new SeriesFilter();

    @Option(names = "--values", description = "Write every value instead of a summary.")
    private boolean values;

    @Option(
            names = "--csv",
            description = "Write every value as CSV: run, name, phase, step, time in milliseconds, value.")
    private boolean csv;

    public MetricsCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        Selection found = subject.find(target);
        List<Series> series = found.series().stream().filter(filter::accepts).toList();
        if (json && !values && !csv) {
            writeList(series.stream().map(Forms.SERIES::write).toList());
        } else if (values || csv) {
            write(new Values(target.store().logs(), found, filter));
        } else {
            print(found, series);
        }
        return ok();
    }

    private void write(Values all) {
        if (json && !csv) {
            try (JsonList list = new JsonList(console.out())) {
                all.each(value -> list.add(JsonDocument.write(value.toMap())));
            }
        } else {
            console.out().write(Value.CSV_HEAD.getBytes(UTF_8));
            all.each(value -> console.out().write(value.toCsv().getBytes(UTF_8)));
        }
    }

    private void print(Selection found, List<Series> series) {
        Columns<Series> columns = new Columns<>();
        if (found.run() == null) {
            columns.needed("run", one -> one.run() == null ? "manual" : RunRef.shorten(one.run()));
        }
        columns.needed("metric", Series::name)
                .elastic()
                .needed("phase", one -> one.phase() == null ? "" : one.phase())
                .elastic()
                .optional(1, "points", one -> Long.toString(one.count()))
                .optional(2, "steps", MetricsCommand::steps)
                .needed("last", one -> Format.number(one.last()))
                .optional(3, "min", one -> Format.number(one.min()))
                .optional(4, "max", one -> Format.number(one.max()));
        if (series.stream().anyMatch(one -> one.nan() > 0)) {
            columns.optional(0, "NaN", one -> one.nan() == 0 ? "" : Long.toString(one.nan()));
        }
        console.print(columns, series);
    }

    private static String steps(Series series) {
        return series.firstStep() == null ? "none" : series.firstStep() + " to " + series.lastStep();
    }
}
