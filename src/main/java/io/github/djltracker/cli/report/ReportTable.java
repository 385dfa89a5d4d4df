package io.github.djltracker.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs as a table, one row each. Columns that do not fit side by side are in further tables below, with the same rows.
 * Not thread-safe.
 */
final class ReportTable {
    /** Maximum number of columns side by side, which fit on paper. */
    static final int ACROSS = 10;
    /** Bytes that a table needs at least: its longest head is half of it. */
    private static final int LEAST = 30_000;

    /**
     * A column.
     *
     * @param head HTML
     * @param cell the HTML of a cell, including its {@code td}
     */
    record Column(String head, Function<ReportRun, String> cell) {}

    private final String caption;
    private final String kind;
    private final List<Column> columns = new ArrayList<>();

    /**
     * A table without columns yet.
     *
     * @param caption HTML
     * @param kind its class for the style sheet
     */
    ReportTable(String caption, String kind) {
        this.caption = caption;
        this.kind = kind;
    }

    /** Adds a column of texts. */
    ReportTable column(String head, Function<ReportRun, String> text) {
        columns.add(new Column(Html.text(head), run -> "<td>" + Html.text(text.apply(run)) + "</td>"));
        return this;
    }

    ReportTable column(Column column) {
        columns.add(column);
        return this;
    }

    /**
     * Renders the table in at most this number of bytes.
     *
     * @param things the plural noun for the columns, for messages about omitted ones
     */
    String render(List<ReportRun> runs, int most, String things, LeftOut leftOut) {
        int shown = Math.min(columns.size(), Math.max(1, most / LEAST) * ACROSS);
        leftOut.add(columns.size() - shown, columns.size(), things, "in the tables");
        int tables = (shown + ACROSS - 1) / ACROSS;
        StringBuilder html = new StringBuilder();
        int fewest = runs.size();
        for (int i = 0; i < tables; i++) {
            List<Column> some = columns.subList(i * ACROSS, Math.min(shown, (i + 1) * ACROSS));
            Part rows = new Part(most / tables);
            String title = tables == 1 ? caption : caption + ", " + (i + 1) + " of " + tables;
            begin(rows, title, some);
            int count = 0;
            while (count < runs.size() && rows.add(row(runs.get(count), some))) {
                count++;
            }
            fewest = Math.min(fewest, count);
            html.append(rows).append("</tbody></table></div>\n");
        }
        leftOut.add(runs.size() - fewest, runs.size(), "runs", "in the tables of " + things);
        return html.toString();
    }

    private void begin(Part rows, String title, List<Column> some) {
        StringBuilder head = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(title)
                .append("\"><table class=\"")
                .append(kind)
                .append("\"><caption>")
                .append(title)
                .append("</caption><thead><tr><th scope=\"col\">run</th>");
        some.forEach(column ->
                head.append("<th scope=\"col\">").append(column.head()).append("</th>"));
        if (!rows.add(head.append("</tr></thead><tbody>\n").toString())) {
            throw new IllegalStateException("a table head of " + head.length() + " characters does not fit");
        }
    }

    private static String row(ReportRun run, List<Column> some) {
        StringBuilder row =
                new StringBuilder("<tr><th scope=\"row\">").append(run.number()).append("</th>");
        some.forEach(column -> row.append(column.cell().apply(run)));
        return row.append("</tr>\n").toString();
    }
}
