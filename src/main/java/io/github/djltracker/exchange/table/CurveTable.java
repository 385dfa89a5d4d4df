package io.github.djltracker.exchange.table;

import static io.github.djltracker.exchange.table.TableWriter.Kind.INTEGER;
import static io.github.djltracker.exchange.table.TableWriter.Kind.NUMBER;
import static io.github.djltracker.exchange.table.TableWriter.Kind.TEXT;
import static io.github.djltracker.exchange.table.TableWriter.Kind.TIME;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.exchange.table.TableWriter.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The curves of runs as a table: one row per bucket of neighbouring points. Manually logged metrics and annotations are
 * left out, and counted.
 */
public final class CurveTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("experiment", TEXT),
            new Column("model", TEXT),
            new Column("hash", TEXT),
            new Column("run", TEXT),
            new Column("phase", TEXT),
            new Column("name", TEXT),
            new Column("first_step", INTEGER),
            new Column("last_step", INTEGER),
            new Column("first_time", TIME),
            new Column("last_time", TIME),
            new Column("first", NUMBER),
            new Column("last", NUMBER),
            new Column("min", NUMBER),
            new Column("max", NUMBER),
            new Column("mean", NUMBER),
            new Column("count", INTEGER),
            new Column("nan", INTEGER));

    private record Name(String name, @Nullable String phase) {}

    private final TableWriter out;
    private final int buckets;
    private final Map<String, Long> lost = new TreeMap<>();
    private final Set<UUID> experiments = new HashSet<>();
    private long annotations;
    private long points;
    private int runs;

    private CurveTable(TableWriter out, int buckets) {
        this.out = out;
        this.buckets = buckets;
    }

    /**
     * Writes the curves of the experiments whose names match.
     *
     * @param buckets maximum number of rows for each run, metric and phase, 1 to {@value CurveQuery#MAX_BUCKETS}
     * @param progress receives the progress in models
     */
    public static ExportReport write(
            Store from, Predicate<String> experiments, int buckets, TableWriter out, RunWalk.Progress progress)
            throws IOException {
        CurveQuery.of("any").buckets(buckets);
        List<Model> models = RunWalk.models(from, experiments);
        CurveTable table = new CurveTable(out, buckets);
        out.begin(COLUMNS);
        for (int i = 0; i < models.size(); i++) {
            progress.report(i, models.size());
            table.add(models.get(i));
        }
        progress.report(models.size(), models.size());
        if (table.annotations > 0) {
            table.lost.put(RunWalk.ANNOTATIONS, table.annotations);
        }
        return new ExportReport(table.runs, table.points, table.lost);
    }

    private void add(Model model) throws IOException {
        Set<Name> names = new LinkedHashSet<>();
        for (Series series : model.metrics().series()) {
            if (series.run() == null) {
                lost.merge("manually logged metrics", series.count(), Long::sum);
            } else {
                names.add(new Name(series.name(), series.phase()));
            }
        }
        List<Run> all = model.runs().list();
        runs += all.size();
        annotations += RunWalk.count(
                Stream.concat(Stream.of(model.annotations()), all.stream().map(Run::annotations)));
        if (experiments.add(model.experiment().id())) {
            annotations += RunWalk.count(Stream.of(model.experiment().annotations()));
        }
        String experiment = model.experiment().name();
        String label = model.name().orElse(null);
        for (Name name : names) {
            CurveQuery query = CurveQuery.of(name.name, name.phase).buckets(buckets);
            for (Curve.Line line : model.metrics().curve(query).lines()) {
                if (line.run() != null) {
                    String run = line.run().toString();
                    for (Curve.Bucket bucket : line.buckets()) {
                        points += bucket.count();
                        add(bucket, experiment, label, model.hash(), run, name.phase, name.name);
                    }
                }
            }
        }
    }

    private void add(Curve.Bucket bucket, @Nullable String... begin) throws IOException {
        List<@Nullable Object> row = new ArrayList<>(COLUMNS.size());
        row.addAll(Arrays.asList(begin));
        row.add(bucket.firstStep());
        row.add(bucket.lastStep());
        row.add(bucket.firstTime());
        row.add(bucket.lastTime());
        row.add(bucket.first());
        row.add(bucket.last());
        row.add(bucket.min());
        row.add(bucket.max());
        row.add(bucket.mean());
        row.add(bucket.count());
        row.add(bucket.nan());
        out.row(row);
    }
}
