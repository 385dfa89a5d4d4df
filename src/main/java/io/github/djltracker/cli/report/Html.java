package io.github.djltracker.cli.report;

import io.github.djltracker.cli.terminal.Plain;

/** Converts any text to HTML that shows it and does nothing else. */
final class Html {
    /** Maximum number of characters of a text in a cell or a list. */
    static final int MAX_TEXT = 120;

    private Html() {}

    /** One line of at most {@value #MAX_TEXT} characters; the middle of a longer one is left out. */
    static String text(String any) {
        return escape(Plain.line(shorten(any, MAX_TEXT)));
    }

    /** Its lines, truncated to this number of characters. */
    static String lines(String any, int most) {
        return escape(String.join("\n", Plain.lines(shorten(any.strip(), most))));
    }

    /** The beginning and the end of a text, with an ellipsis if something is missing between them. */
    static String shorten(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int half = (most - 1) / 2;
        int head = Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
        int tail = text.length() - half;
        tail = Character.isLowSurrogate(text.charAt(tail)) ? tail + 1 : tail;
        return text.substring(0, head) + "\u2026" + text.substring(tail);
    }

    private static String escape(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }
}
