package io.github.djltracker.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows of text in aligned columns, within a maximum width. If they are too wide, heads are cut before the cells below
 * them, the widest first, and a mark shows each cut. Columns whose cells are all numbers or empty are right-aligned.
 * Not thread-safe.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int LEAST = 4;
    private static final int LEAST_HEAD = 8;
    private static final int LEAST_ELASTIC = 12;

    private final int columns;
    private final int heads;
    private final List<String[]> rows = new ArrayList<>();
    private final List<UnaryOperator<String>> paints;
    private final boolean[] elastic;

    /** A table with this number of header lines; the first rows that are added are the header. */
    public TextTable(int columns, int heads) {
        this.columns = columns;
        this.heads = heads;
        paints = new ArrayList<>(Collections.nCopies(columns, UnaryOperator.identity()));
        elastic = new boolean[columns];
    }

    /** Lets the cells of a column be cut to 12 characters before those of any other are cut. */
    TextTable elastic(int column) {
        elastic[column] = true;
        return this;
    }

    /** Sets the colours of the cells of a column below the head; {@code paint} must not add visible characters. */
    TextTable paint(int column, UnaryOperator<String> paint) {
        paints.set(column, paint);
        return this;
    }

    /** Adds a row; control characters in it become spaces. */
    public TextTable row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns + " columns");
        }
        rows.add(cells.stream().map(Plain::line).toArray(String[]::new));
        return this;
    }

    public TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /** The table in lines, each with a newline, of at most {@code width} characters, but at least 4 per column. */
    public String render(int width, boolean ascii) {
        int[] widths = widths(width);
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            right[c] = isNumeric(c);
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(text, r, widths, right, ascii);
            if (r == heads - 1) {
                for (int c = 0; c < columns; c++) {
                    text.append(c == 0 ? "" : GAP).append((ascii ? "-" : "\u2500").repeat(widths[c]));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** Whether the table fits into this width without cutting a cell, and with at least 8 characters of each head. */
    boolean fits(int width) {
        return Arrays.stream(least()).sum() <= room(width);
    }

    private int[] widths(int width) {
        int[] widths = longest(0, rows.size());
        int[] least = least();
        while (Arrays.stream(widths).sum() > room(width)) {
            int cut = -1;
            for (int c = 0; c < columns; c++) {
                cut = widths[c] > least[c] && (cut < 0 || widths[c] > widths[cut]) ? c : cut;
            }
            if (cut < 0) {
                // no head can be cut any further
                Arrays.fill(least, LEAST);
                cut = 0;
                for (int c = 1; c < columns; c++) {
                    cut = widths[c] > widths[cut] ? c : cut;
                }
                if (widths[cut] <= LEAST) {
                    break;
                }
            }
            widths[cut]--;
        }
        return widths;
    }

    /** The minimum width of each column: for its cells, and for 8 characters of its head. */
    private int[] least() {
        int[] least = longest(heads, rows.size());
        int[] head = longest(0, heads);
        Arrays.setAll(least, c -> {
            int cell = elastic[c] ? Math.min(least[c], LEAST_ELASTIC) : least[c];
            return Math.max(cell, Math.min(head[c], LEAST_HEAD));
        });
        return least;
    }

    private int[] longest(int from, int to) {
        int[] longest = new int[columns];
        for (String[] row : rows.subList(Math.min(from, rows.size()), Math.min(to, rows.size()))) {
            Arrays.setAll(longest, c -> Math.max(longest[c], length(row[c])));
        }
        return longest;
    }

    private int room(int width) {
        return width - GAP.length() * (columns - 1);
    }

    private boolean isNumeric(int column) {
        boolean found = false;
        for (String[] row : rows.subList(Math.min(heads, rows.size()), rows.size())) {
            String cell = row[column];
            if (!cell.isEmpty() && !cell.matches("-?[0-9][0-9,.e-]*|NaN|-?Infinity")) {
                return false;
            }
            found |= !cell.isEmpty();
        }
        return found;
    }

    private void line(StringBuilder text, int row, int[] widths, boolean[] right, boolean ascii) {
        int start = text.length();
        for (int c = 0; c < columns; c++) {
            String cell = cut(rows.get(row)[c], widths[c], ascii);
            String pad = " ".repeat(widths[c] - length(cell));
            String painted = row < heads ? cell : paints.get(c).apply(cell);
            text.append(c == 0 ? "" : GAP).append(right[c] ? pad + painted : painted + pad);
        }
        while (text.length() > start && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private static String cut(String cell, int width, boolean ascii) {
        if (length(cell) <= width) {
            return cell;
        }
        String mark = ascii ? "~" : "\u2026";
        return cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + mark;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
