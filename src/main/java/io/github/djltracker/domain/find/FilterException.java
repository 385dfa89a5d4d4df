package io.github.djltracker.domain.find;

/** A filter that cannot be parsed. The one-line message has the error and its position. */
public final class FilterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    /** Number of characters shown before the position. */
    private static final int AROUND = 40;

    private final int position;

    FilterException(String what, String text, int position) {
        super(what + ", at character " + (position + 1) + place(text, position));
        this.position = position;
    }

    private static String place(String text, int position) {
        String before = text.substring(Math.max(0, position - AROUND), position).strip();
        return before.isEmpty() ? "" : ", after: " + before.replaceAll("\\p{Cntrl}", " ");
    }

    /** The position in the text, from 0. */
    public int position() {
        return position;
    }
}
