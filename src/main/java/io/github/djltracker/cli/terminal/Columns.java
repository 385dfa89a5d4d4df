package io.github.djltracker.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The columns of a table of things. If all of them are wider than the screen, the least important are left out until
 * the rest fits; those that are never left out are cut as the last resort. Not thread-safe.
 */
public final class Columns<T> {
    /** The importance of columns that are never left out. */
    public static final int NEEDED = Integer.MAX_VALUE;

    private final List<Column<T>> columns = new ArrayList<>();

    /** One column; the lower its importance, the sooner it is left out. */
    private static final class Column<T> {
        final String head;
        final String second;
        final int importance;
        final Function<T, String> cell;
        /** Read once, whichever columns are tried. */
        List<String> cells = List.of();

        boolean elastic;
        UnaryOperator<String> paint = UnaryOperator.identity();

        Column(String head, String second, int importance, Function<T, String> cell) {
            this.head = head;
            this.second = second;
            this.importance = importance;
            this.cell = cell;
        }
    }

    public Columns<T> needed(String head, Function<T, String> cell) {
        return optional(NEEDED, head, cell);
    }

    public Columns<T> optional(int importance, String head, Function<T, String> cell) {
        return optional(importance, head, "", cell);
    }

    public Columns<T> optional(int importance, String head, String second, Function<T, String> cell) {
        columns.add(new Column<>(head, second, importance, cell));
        return this;
    }

    /** Allows the cells of the last column to be cut before any column is left out: for names and other long texts. */
    public Columns<T> elastic() {
        columns.get(columns.size() - 1).elastic = true;
        return this;
    }

    /** Sets the colours of the cells of the last column. */
    public Columns<T> painted(UnaryOperator<String> paint) {
        columns.get(columns.size() - 1).paint = paint;
        return this;
    }

    /** The table of these things, in their order. */
    public String render(List<T> things, Screen screen) {
        for (Column<T> column : columns) {
            column.cells = things.stream().map(column.cell).toList();
        }
        List<Column<T>> shown = new ArrayList<>(columns);
        List<Column<T>> leaving = new ArrayList<>(columns);
        leaving.removeIf(column -> column.importance == NEEDED);
        leaving.sort(Comparator.comparingInt(column -> column.importance));
        TextTable table = table(shown, things.size());
        for (Column<T> next : leaving) {
            if (table.fits(screen.width())) {
                break;
            }
            shown.remove(next);
            table = table(shown, things.size());
        }
        return table.render(screen.width(), screen.ascii());
    }

    private TextTable table(List<Column<T>> shown, int rows) {
        boolean isInTwoLines = shown.stream().anyMatch(column -> !column.second.isEmpty());
        TextTable table = new TextTable(shown.size(), isInTwoLines ? 2 : 1)
                .row(shown.stream().map(column -> column.head).toList());
        if (isInTwoLines) {
            table.row(shown.stream().map(column -> column.second).toList());
        }
        for (int r = 0; r < rows; r++) {
            int row = r;
            table.row(shown.stream().map(column -> column.cells.get(row)).toList());
        }
        for (int c = 0; c < shown.size(); c++) {
            table.paint(c, shown.get(c).paint);
            if (shown.get(c).elastic) {
                table.elastic(c);
            }
        }
        return table;
    }
}
