package io.github.djltracker.wire.json;

import org.jspecify.annotations.Nullable;

/**
 * The position of a value in a JSON text, such as {@code series[3].values}. It only becomes a text for a message,
 * because most values are valid. Immutable.
 */
public final class FieldPath {
    /** The path of the whole text, which is empty. */
    public static final FieldPath ROOT = new FieldPath(null, "", 0);

    /** Longer paths are cut off, because nobody reads them. */
    private static final int MAX_LENGTH = 100;

    private final @Nullable FieldPath outer;
    private final @Nullable String field;
    private final int item;

    private FieldPath(@Nullable FieldPath outer, @Nullable String field, int item) {
        this.outer = outer;
        this.field = field;
        this.item = item;
    }

    /** A field of the whole text. */
    public static FieldPath of(String field) {
        return ROOT.field(field);
    }

    /** A field of the object at this path. */
    public FieldPath field(String name) {
        return new FieldPath(this, name, 0);
    }

    /** An item of the list at this path, from 0. */
    FieldPath item(int number) {
        return new FieldPath(this, null, number);
    }

    /** The text of this path, or {@code whole} if it is empty. */
    String or(String whole) {
        String text = toString();
        return text.isEmpty() ? whole : text;
    }

    @Override
    public String toString() {
        if (outer == null) {
            return "";
        }
        String before = outer.toString();
        if (before.endsWith("...")) {
            return before;
        }
        if (field == null) {
            return cut(before + "[" + item + "]", MAX_LENGTH);
        }
        return cut(before.isEmpty() ? field : before + "." + field, MAX_LENGTH);
    }

    /** Cuts a text to at most this number of characters, not counting the dots at its end. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "...";
    }
}
