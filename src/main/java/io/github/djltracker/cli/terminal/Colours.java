package io.github.djltracker.cli.terminal;

/** Colours of a terminal, or none. */
public enum Colours {
    ON,
    OFF;

    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;
    private static final int CYAN = 36;
    private static final int[] MARKS = {CYAN, YELLOW, GREEN, 35, 34, RED};

    public String red(String text) {
        return paint(RED, text);
    }

    public String green(String text) {
        return paint(GREEN, text);
    }

    public String yellow(String text) {
        return paint(YELLOW, text);
    }

    /** The status of a run, with any text that follows it. */
    public String status(String text) {
        if (text.startsWith("FINISHED")) {
            return green(text);
        }
        if (text.startsWith("FAILED")) {
            return red(text);
        }
        if (text.startsWith("RUNNING")) {
            return paint(CYAN, text);
        }
        return text.startsWith("INTERRUPTED") || text.startsWith("LOST") ? yellow(text) : text;
    }

    /** Text of the chart line with this mark; neighbouring marks have different colours. */
    public String mark(char mark, String text) {
        return paint(MARKS[mark % MARKS.length], text);
    }

    private String paint(int colour, String text) {
        return this == OFF || text.isBlank() ? text : "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
