package io.github.djltracker.cli.report;

import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A chart for each metric, with lines of some runs: one colour per run, one dash per phase. Not thread-safe. */
final class Charts {
    /** Maximum number of runs whose colours can be distinguished. */
    static final int MAX_RUNS = 20;

    private static final int MAX_CHARTS = 100;
    /** Maximum number of buckets of a line: more than one per pixel cannot be seen. */
    private static final int MAX_BUCKETS = 360;

    /** The maximum size of the legend, whose texts are short. */
    private static final int LEGEND_BYTES = 25_000;

    private static final int MIN_BUCKETS = 12;
    /** The size of a bucket: three points of about eight characters each. */
    private static final int BYTES_OF_BUCKET = 24;

    private static final Map<String, String> DASHES = Map.of("train", "d0", "train_epoch", "d1", "validate", "d2");
    private static final int OTHER_DASHES = 3;

    private final List<ReportRun> runs;
    private final Map<String, List<TellingSeries.Key>> metrics = new LinkedHashMap<>();
    private final Map<UUID, Model> models = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> runsOfModels;

    /** Charts of these runs, at most {@value #MAX_RUNS}. */
    Charts(List<ReportRun> runs) {
        this.runs = runs;
        List<Series> series = runs.stream()
                .flatMap(run -> run.series().values().stream())
                .filter(one -> one.firstStep() != null)
                .toList();
        TellingSeries.sorted(series)
                .forEach(key -> metrics.computeIfAbsent(key.name(), any -> new ArrayList<>())
                        .add(key));
        runs.forEach(run ->
                models.put(run.ref().model().model().id(), run.ref().model().model()));
        runsOfModels = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> run.ref().model().model().id(),
                        Collectors.mapping(run -> run.run().id(), Collectors.toSet())));
    }

    /** The maximum number of charts. */
    int size() {
        return Math.min(MAX_CHARTS, metrics.size());
    }

    String render(int most, Report.Progress progress, LeftOut leftOut) {
        Part part = new Part(most - LEGEND_BYTES);
        String legend = metrics.isEmpty() ? "" : legend();
        int buckets = buckets(most - LEGEND_BYTES);
        int drawn = 0;
        for (Map.Entry<String, List<TellingSeries.Key>> metric : metrics.entrySet()) {
            if (drawn == MAX_CHARTS) {
                break;
            }
            progress.report(drawn, size());
            if (!part.add(chart(drawn, metric.getKey(), metric.getValue(), buckets))) {
                break;
            }
            drawn++;
        }
        progress.report(size(), size());
        leftOut.add(metrics.size() - drawn, metrics.size(), "metrics", "drawn");
        return part.bytes() == 0 ? "" : legend + "<div class=\"charts\">\n" + part + "</div>\n";
    }

    /** The number of buckets at which all lines fit into this number of bytes. */
    private int buckets(int bytes) {
        long lines = Math.max(
                1,
                metrics.values().stream()
                        .limit(MAX_CHARTS)
                        .flatMap(List::stream)
                        .mapToLong(key -> runs.stream()
                                .filter(run -> run.series().containsKey(key))
                                .count())
                        .sum());
        // a fifth is for the axes
        return (int) Math.max(MIN_BUCKETS, Math.min(MAX_BUCKETS, bytes * 4L / 5 / lines / BYTES_OF_BUCKET));
    }

    private String chart(int number, String name, List<TellingSeries.Key> keys, int buckets) {
        Map<String, String> dashes = dashes(keys);
        List<LineChart.Line> lines = new ArrayList<>();
        Map<Integer, Boolean> named = new HashMap<>();
        for (TellingSeries.Key key : keys) {
            Map<UUID, List<Curve.Bucket>> curves = curves(key, buckets);
            for (ReportRun run : runs) {
                List<Curve.Bucket> curve = curves.get(run.run().id());
                if (curve != null) {
                    boolean isFirst = named.put(run.number(), true) == null;
                    lines.add(new LineChart.Line(
                            run.number(),
                            colour(run) + " " + dashes.getOrDefault(phase(key.phase()), "d0"),
                            isFirst,
                            curve));
                }
            }
        }
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<figure><figcaption><h3>")
                .append(Html.text(name))
                .append("</h3>");
        keys.stream()
                .filter(key -> key.phase() != null)
                .forEach(key -> html.append(sample(dashes.getOrDefault(phase(key.phase()), "d0")))
                        .append(Html.text(phase(key.phase()))));
        return html.append("</figcaption>\n")
                .append(new LineChart("c" + number, name, lines).render())
                .append("</figure>\n")
                .toString();
    }

    private Map<UUID, List<Curve.Bucket>> curves(TellingSeries.Key key, int buckets) {
        Map<UUID, List<Curve.Bucket>> curves = new HashMap<>();
        models.forEach((id, model) -> {
            Set<UUID> of = runsOfModels.getOrDefault(id, Set.of());
            CurveQuery query = new CurveQuery(of, key.name(), key.phase(), 0, Limits.MAX_INTEGER, buckets);
            for (Curve.Line line : model.metrics().curve(query).lines()) {
                if (line.run() != null) {
                    curves.put(line.run(), line.buckets());
                }
            }
        });
        return curves;
    }

    private static String phase(@Nullable String phase) {
        return Objects.requireNonNullElse(phase, "");
    }

    private static Map<String, String> dashes(List<TellingSeries.Key> keys) {
        Map<String, String> dashes = new HashMap<>();
        int others = 0;
        for (TellingSeries.Key key : keys) {
            String phase = phase(key.phase());
            String known = phase.isEmpty() ? "d0" : DASHES.get(phase);
            // a single series needs no dash
            dashes.put(phase, keys.size() == 1 ? "d0" : known != null ? known : "d" + (3 + others++ % OTHER_DASHES));
        }
        return dashes;
    }

    private static String colour(ReportRun run) {
        return "c" + (run.number() - 1) % MAX_RUNS;
    }

    private static String sample(String style) {
        return " <svg class=\"sample\" viewBox=\"0 0 300 100\" aria-hidden=\"true\"><path class=\"" + style
                + "\" d=\"M0 50h300\"/></svg> ";
    }

    private String legend() {
        StringBuilder html = new StringBuilder("<ul class=\"legend\">");
        runs.forEach(run -> html.append("<li>" + sample(colour(run) + " d0") + run.number() + " "
                + Html.text(run.label()) + " <code>" + run.ref().shortId() + "</code></li>\n"));
        return html.append("</ul>\n").toString();
    }
}
