package io.github.djltracker.cli.terminal;

import java.util.Arrays;

/**
 * Dots that become text: 2 by 4 per Braille character, or one per ASCII character. The dot 0, 0 is at the lower left.
 */
final class Canvas {
    private static final int[][] BITS = {{0x40, 0x04, 0x02, 0x01}, {0x80, 0x20, 0x10, 0x08}};
    private static final int BRAILLE = 0x2800;

    private final boolean ascii;
    private final char[][] rows;
    private final char[][] marks;

    Canvas(int width, int height, boolean ascii) {
        this.ascii = ascii;
        rows = new char[height][width];
        marks = new char[height][width];
        for (char[] row : rows) {
            Arrays.fill(row, ' ');
        }
    }

    /** The number of dots from left to right. */
    int width() {
        return rows[0].length * (ascii ? 1 : 2);
    }

    /** The number of dots from bottom to top. */
    int height() {
        return rows.length * (ascii ? 1 : 4);
    }

    /** The row of text, from the top, that a dot is in. */
    int row(int y) {
        return rows.length - 1 - y / (ascii ? 1 : 4);
    }

    /** Sets a dot; in ASCII, it shows its mark. */
    void set(int x, int y, char mark) {
        char[] row = rows[row(y)];
        marks[row(y)][ascii ? x : x / 2] = mark;
        if (ascii) {
            row[x] = mark;
        } else {
            int dots = row[x / 2] == ' ' ? BRAILLE : row[x / 2];
            row[x / 2] = (char) (dots | BITS[x % 2][y % 4]);
        }
    }

    /** Sets the dots between two dots, both included. */
    void line(int fromX, int fromY, int toX, int toY, char mark) {
        int steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY));
        for (int i = 0; i <= steps; i++) {
            double part = steps == 0 ? 0 : (double) i / steps;
            set((int) Math.round(fromX + part * (toX - fromX)), (int) Math.round(fromY + part * (toY - fromY)), mark);
        }
    }

    /** A row of text, from the top, each character in the colour of the mark that was last set there. */
    String text(int row, Colours colours) {
        if (colours == Colours.OFF) {
            return new String(rows[row]);
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (from < rows[row].length) {
            int to = from;
            while (to < rows[row].length && marks[row][to] == marks[row][from]) {
                to++;
            }
            text.append(colours.mark(marks[row][from], new String(rows[row], from, to - from)));
            from = to;
        }
        return text.toString();
    }

    /** The number of characters in a row. */
    int cells() {
        return rows[0].length;
    }
}
