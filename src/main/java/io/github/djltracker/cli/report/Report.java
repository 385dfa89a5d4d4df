package io.github.djltracker.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.view.RunTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A report on runs: one HTML file that needs no script, no other file and no network, and has at most
 * {@value #MAX_BYTES} bytes. What does not fit is left out, with a note. Not thread-safe.
 */
public final class Report {
    /** The maximum size of the file: 2 MB. */
    public static final int MAX_BYTES = 2_000_000;

    // the charts get what these leave, which is at least a fifth
    private static final int RUNS_BYTES = 350_000;
    private static final int RESULTS_BYTES = 900_000;
    private static final int SAME_BYTES = 50_000;
    private static final int ERRORS_BYTES = 80_000;
    private static final int ENVIRONMENT_BYTES = 100_000;
    private static final int FRAME_BYTES = 60_000;
    private static final int MAX_ERROR = 4_000;

    /** Receives the progress. */
    public interface Progress {
        void report(int charts, int total);
    }

    private final ReportHead head;
    private final List<ReportRun> runs;
    private final List<ReportRun> drawn;
    private final LeftOut leftOut;

    private Report(ReportHead head, List<ReportRun> runs, List<ReportRun> drawn, LeftOut leftOut) {
        this.leftOut = leftOut;
        this.head = head;
        this.runs = runs;
        this.drawn = drawn;
    }

    /**
     * Reads the runs.
     *
     * @param refs at least one, in the order of the report
     * @param isLatest whether to draw the last ones, not the first, if not all can be drawn
     */
    public static Report of(ReportHead head, List<RunRef> refs, boolean isLatest) {
        LeftOut leftOut = new LeftOut();
        List<ReportRun> runs = ReportRun.read(refs, leftOut);
        int count = Math.min(Charts.MAX_RUNS, runs.size());
        int from = isLatest ? runs.size() - count : 0;
        return new Report(head, runs, runs.subList(from, from + count), leftOut);
    }

    /** Sentences about what the report leaves out for lack of space. Known after the report is written. */
    public List<String> leftOut() {
        return leftOut.sentences();
    }

    /** The file. */
    public byte[] render(Progress progress) {
        Variation settings = Variation.of(runs.stream().map(ReportRun::settings).toList());
        Variation environment =
                Variation.of(runs.stream().map(ReportRun::environment).toList());
        String table = runTable(settings).render(runs, RUNS_BYTES, "columns", leftOut);
        String results = hasMetrics() ? Results.table(runs).render(runs, RESULTS_BYTES, "values", leftOut) : "";
        String same = same("Settings that all runs share", settings.same());
        String errors = errors();
        String differing = environment.differing().isEmpty()
                ? ""
                : environmentTable(environment).render(runs, ENVIRONMENT_BYTES, "environment", leftOut);
        String sameEnvironment = same("Environment that all runs share", environment.same());
        leftOut.add(runs.size() - drawn.size(), runs.size(), "runs", "drawn");
        int used = List.of(table, results, same, errors, differing, sameEnvironment).stream()
                .mapToInt(html -> html.getBytes(UTF_8).length)
                .sum();
        String charts = new Charts(drawn).render(MAX_BYTES - FRAME_BYTES - used, progress, leftOut);
        Page page = new Page(head.experiment());
        page.add(summary());
        page.section("Runs", table);
        page.section("Last and best values", hint(results));
        page.section("Charts", charts);
        page.section("Settings", same);
        page.section("Errors", errors);
        page.section("Environment", differing + sameEnvironment);
        return page.render();
    }

    private boolean hasMetrics() {
        return runs.stream().anyMatch(run -> !run.series().isEmpty());
    }

    private String summary() {
        Map<String, Long> statuses = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> run.run().status().name(), java.util.TreeMap::new, Collectors.counting()));
        List<String> counts = new ArrayList<>();
        statuses.forEach((status, count) -> counts.add(count + " " + status));
        Set<UUID> models =
                runs.stream().map(run -> run.ref().model().model().id()).collect(Collectors.toSet());
        StringBuilder html = new StringBuilder("<dl>");
        fact(html, "Runs", runs.size() + " (" + String.join(", ", counts) + ")");
        fact(html, "Models", Integer.toString(models.size()));
        if (head.choice() != null) {
            fact(html, "Chosen by", head.choice());
        }
        fact(html, "Store", head.store());
        fact(html, "Made", Format.time(head.made(), head.zone()) + " (" + head.zone() + ")");
        html.append("</dl>\n");
        if (!leftOut.sentences().isEmpty()) {
            html.append("<div class=\"left-out\"><p>Left out of this report:</p><ul>");
            leftOut.sentences().forEach(sentence -> html.append("<li>" + Html.text(sentence) + "</li>"));
            html.append("</ul></div>\n");
        }
        return html.toString();
    }

    private static void fact(StringBuilder html, String name, String value) {
        html.append("<div><dt>" + name + "</dt><dd>" + Html.text(value) + "</dd></div>");
    }

    private ReportTable runTable(Variation settings) {
        ReportTable table = new ReportTable("Runs and the settings in which they differ", "texts")
                .column("id", run -> run.ref().shortId())
                .column("name", run -> run.run().name())
                .column("model", ReportRun::label)
                .column("status", run -> RunTable.status(run.run()))
                .column(new ReportTable.Column(
                        "started",
                        run -> "<td><time>" + Format.time(run.run().started(), head.zone()) + "</time></td>"))
                .column("duration", run -> RunTable.duration(run.run()))
                .column("steps", run -> RunTable.steps(run.run()));
        if (runs.stream().anyMatch(run -> run.run().resumedFrom() != null)) {
            table.column("resumed from", run -> RunTable.resumed(run.run().resumedFrom()));
        }
        settings.differing()
                .forEach(name -> table.column(name, run -> run.settings().getOrDefault(name, "")));
        return table;
    }

    private static ReportTable environmentTable(Variation environment) {
        ReportTable table = new ReportTable("Environment where it differs", "texts");
        environment
                .differing()
                .forEach(name -> table.column(name, run -> run.environment().getOrDefault(name, "")));
        return table;
    }

    private static String hint(String results) {
        return results.isEmpty()
                ? ""
                : "<p>\u2605 marks the best of all runs: the lowest value of losses and errors, the highest of other metrics.</p>\n"
                        + results;
    }

    private String same(String caption, Map<String, String> values) {
        if (values.isEmpty()) {
            return "";
        }
        Part rows = new Part(SAME_BYTES);
        int count = 0;
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (rows.add("<tr><th scope=\"row\">" + Html.text(value.getKey()) + "</th><td>"
                    + Html.text(value.getValue()) + "</td></tr>\n")) {
                count++;
            }
        }
        leftOut.add(values.size() - count, values.size(), "values", "in \"" + caption + "\"");
        return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + caption
                + "\"><table class=\"pairs\"><caption>" + caption
                + "</caption><thead><tr><th scope=\"col\">name</th><th scope=\"col\">value</th></tr></thead><tbody>\n"
                + rows + "</tbody></table></div>\n";
    }

    private String errors() {
        List<ReportRun> failed =
                runs.stream().filter(run -> run.run().error() != null).toList();
        Part part = new Part(ERRORS_BYTES);
        int count = 0;
        for (ReportRun run : failed) {
            if (!part.add("<h3>Run " + run.number() + " <code>" + run.ref().shortId() + "</code> "
                    + Html.text(run.label()) + "</h3>\n<pre tabindex=\"0\">"
                    + Html.lines(String.valueOf(run.run().error()), MAX_ERROR) + "</pre>\n")) {
                break;
            }
            count++;
        }
        leftOut.add(failed.size() - count, failed.size(), "errors", "told");
        return part.toString();
    }
}
