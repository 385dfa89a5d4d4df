package io.github.djltracker.cli.terminal;

import java.util.List;

/** Makes any text harmless for a terminal: neither escape sequences nor changes of direction reach it. */
public final class Plain {
    private Plain() {}

    /** The text as one line: line breaks and control characters become spaces. */
    public static String line(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : ' '));
        return clean.toString();
    }

    /** The lines of a text, each harmless; none if it is blank. */
    public static List<String> lines(String text) {
        return text.strip().lines().map(line -> line(line).stripTrailing()).toList();
    }

    /** The first line of a text, harmless. */
    public static String firstLine(String text) {
        return lines(text).stream().findFirst().orElse("");
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
