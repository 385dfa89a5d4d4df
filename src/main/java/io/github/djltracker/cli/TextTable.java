package io.github.djltracker.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text in aligned columns, no wider than told. Where they are too wide, heads are cut before the cells below them,
 * the widest first, and what is cut says so. Columns whose cells are all numbers or empty stand to the right. Not thread-safe.
 */
final class TextTable {
    private static final String GAP = "  ";
    private static final int LEAST = 4;
    private static final int LEAST_HEAD = 8;

    private final int columns;
    private final int heads;
    private final List<String[]> rows = new ArrayList<>();

    /** A table under so many lines of head; the first rows that are added are the head. */
    TextTable(int columns, int heads) {
        this.columns = columns;
        this.heads = heads;
    }

    /** Adds a row; control characters in it become spaces. */
    TextTable row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns + " columns");
        }
        rows.add(cells.stream().map(TextTable::oneLine).toArray(String[]::new));
        return this;
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /** The table in lines that each end with a newline and are at most {@code width} characters, with no less than 4 a column. */
    String render(int width, boolean ascii) {
        int[] widths = widths(width);
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            right[c] = isNumeric(c);
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(text, rows.get(r), widths, right, ascii);
            if (r == heads - 1) {
                for (int c = 0; c < columns; c++) {
                    text.append(c == 0 ? "" : GAP).append((ascii ? "-" : "\u2500").repeat(widths[c]));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** Whether it can be so narrow with no cell cut, and of each head at least 8 characters left. */
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
                // no head has anything to give any more
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

    /** What each column needs for its cells, and for 8 characters of its heads. */
    private int[] least() {
        int[] least = longest(heads, rows.size());
        int[] head = longest(0, heads);
        Arrays.setAll(least, c -> Math.max(least[c], Math.min(head[c], LEAST_HEAD)));
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
            if (!cell.isEmpty() && !cell.matches("-?[0-9][0-9.e-]*|NaN|-?Infinity")) {
                return false;
            }
            found |= !cell.isEmpty();
        }
        return found;
    }

    private void line(StringBuilder text, String[] row, int[] widths, boolean[] right, boolean ascii) {
        int start = text.length();
        for (int c = 0; c < columns; c++) {
            String cell = cut(row[c], widths[c], ascii);
            String pad = " ".repeat(widths[c] - length(cell));
            text.append(c == 0 ? "" : GAP).append(right[c] ? pad + cell : cell + pad);
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

    private static String oneLine(String cell) {
        StringBuilder clean = new StringBuilder(cell.length());
        cell.codePoints().forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : ' '));
        return clean.toString();
    }

    // names come from anywhere: neither escape sequences nor a change of direction may reach the terminal
    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
