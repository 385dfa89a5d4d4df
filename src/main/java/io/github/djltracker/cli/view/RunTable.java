package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs with the last values of some metrics, as many as fit. Not thread-safe. */
public final class RunTable {
    // the importance of columns; the model and the first metric are never left out
    private static final int NAME = 190;
    private static final int STARTED = 200;
    private static final int TAGS = 240;
    private static final int DURATION = 300;
    private static final int RESUMED = 250;
    private static final int EXPERIMENT = 260;
    private static final int SECOND_METRIC = 270;

    /** A run in the table. */
    public record Row(RunRef ref, ModelView model) {
        Run run() {
            return ref.run();
        }
    }

    private final List<Row> rows;
    private final Screen screen;
    private final Columns<Row> columns = new Columns<>();

    public RunTable(List<Row> rows, Screen screen) {
        this.rows = rows;
        this.screen = screen;
    }

    /** Adds a column that is always shown. */
    RunTable column(String head, Function<Row, String> cell) {
        columns.needed(head, cell);
        return this;
    }

    public RunTable ids() {
        column("run", row -> RunRef.shorten(row.run().id()));
        columns.optional(
                NAME,
                "name",
                row -> Said.star(row.run().annotations()) + row.run().name());
        return this;
    }

    /** The tags of the runs, if any has one. */
    public RunTable tags() {
        Said.tagColumn(columns, TAGS, rows, row -> row.run().annotations());
        return this;
    }

    public RunTable experiment() {
        columns.optional(
                        EXPERIMENT,
                        "experiment",
                        row -> row.model.ref().experiment().name())
                .elastic();
        return this;
    }

    public RunTable model() {
        columns.needed("model", row -> row.model.label()).elastic();
        return this;
    }

    public RunTable status() {
        columns.needed("status", row -> status(row.run()))
                .painted(text -> screen.colours().status(text));
        return this;
    }

    public RunTable started(ZoneId zone) {
        columns.optional(STARTED, "started", row -> Format.time(row.run().started(), zone));
        return this;
    }

    public RunTable stepsAndDuration() {
        columns.needed("steps", row -> steps(row.run())).optional(DURATION, "duration", row -> duration(row.run()));
        return this;
    }

    /** Where each run was resumed from, if any was. */
    public RunTable resumedFrom() {
        if (rows.stream().anyMatch(row -> row.run().resumedFrom() != null)) {
            columns.optional(RESUMED, "resumed from", row -> resumed(row.run().resumedFrom()));
        }
        return this;
    }

    /** Values that were requested with the runs. */
    public RunTable values(List<String> names, ZoneId zone) {
        for (String name : names) {
            column(name, row -> Format.value(row.ref.values().get(name), zone));
        }
        return this;
    }

    /** The last values of these series, the most important first. */
    public RunTable metrics(List<TellingSeries.Key> keys) {
        for (int i = 0; i < keys.size(); i++) {
            TellingSeries.Key key = keys.get(i);
            String phase = key.phase() == null ? "" : key.phase();
            columns.optional(
                    i == 0 ? Columns.NEEDED : i == 1 ? SECOND_METRIC : -i,
                    key.name(),
                    phase,
                    row -> row.model.last(row.run(), key));
        }
        return this;
    }

    public String render() {
        return columns.render(rows, screen);
    }

    public static String status(Run run) {
        long lost = run.losses().values().stream().mapToLong(count -> count).sum();
        String status = lost == 0 ? run.status().name() : run.status().name() + ", " + lost + " lost";
        return Stream.concat(Stream.of(status), told(run).map(alert -> word(alert.kind())))
                .collect(Collectors.joining(", "));
    }

    /** The alerts of a run, one line each: {@code diverged: loss@train is NaN at step 7}. */
    public static List<String> alerts(Run run) {
        return told(run)
                .map(alert -> word(alert.kind()) + ": " + Plain.firstLine(alert.message()))
                .toList();
    }

    /** The alerts of a run, without those that the status already shows. */
    private static Stream<Alert> told(Run run) {
        return run.alerts().stream()
                .filter(alert -> alert.kind() != AlertKind.LOST)
                .filter(alert ->
                        alert.kind() != AlertKind.LOST_POINTS || run.losses().isEmpty());
    }

    private static String word(AlertKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static String steps(Run run) {
        return run.firstStep() == null ? "none" : run.firstStep() + " to " + run.lastStep();
    }

    public static String duration(Run run) {
        Instant end = run.ended() == null ? run.seen() : run.ended();
        return Format.duration(Duration.between(run.started(), end));
    }

    public static String resumed(@Nullable ResumePoint point) {
        return point == null ? "" : RunRef.shorten(point.run()) + " at " + point.step();
    }
}
