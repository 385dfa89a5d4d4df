package io.github.djltracker.store.curve;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list, after which a page begins. It identifies the previous item, but works even if that item has
 * been deleted: numbers in a model's order, and the place of a point in a series of a run, are never reused.
 *
 * @param owner the owner of the list
 * @param number in the model's order
 * @param run the row of a run, 0 for manually created items
 * @param series the series of the run
 * @param place in the series
 */
public record Cursor(char kind, UUID owner, long number, long run, long series, long place) {
    /** The kind of a cursor of a page of metrics. */
    public static final char METRICS = 'm';
    /** The kind of a cursor of a page of iterations. */
    public static final char ITERATIONS = 'i';

    /** The kind of a cursor of a page of models; its number is the row. */
    public static final char MODELS = 'n';
    /** The kind of a cursor of a page of experiments; its number is the row. */
    public static final char EXPERIMENTS = 'e';

    private static final int MAX_LENGTH = 200;
    private static final int SHOWN = 40;

    /** Parses a cursor; null stands for the beginning of the list. */
    public static Cursor parse(char kind, UUID owner, @Nullable String text) {
        if (text == null) {
            return new Cursor(kind, owner, 0, 0, 0, 0);
        }
        Cursor cursor = text.isEmpty() || text.length() > MAX_LENGTH ? null : parse(text);
        if (cursor == null) {
            throw new IllegalArgumentException(
                    "after \"" + shown(text) + "\" is malformed: use the value of a previous page");
        }
        if (cursor.kind != kind || !cursor.owner.equals(owner)) {
            throw new IllegalArgumentException(
                    "after \"" + shown(text) + "\" belongs to a page of another list, not of these " + what(kind));
        }
        return cursor;
    }

    private static @Nullable Cursor parse(String text) {
        String[] parts = text.substring(1).split("_", -1);
        if (parts.length != 5) {
            return null;
        }
        try {
            Cursor cursor = new Cursor(
                    text.charAt(0),
                    UUID.fromString(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]));
            boolean inRange = cursor.number > 0 && cursor.run >= 0 && cursor.series >= 0 && cursor.place >= 0;
            return inRange && cursor.toString().equals(text) ? cursor : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public Cursor at(long otherNumber) {
        return at(otherNumber, 0, 0, 0);
    }

    public Cursor at(long otherNumber, long otherRun, long otherSeries, long otherPlace) {
        return new Cursor(kind, owner, otherNumber, otherRun, otherSeries, otherPlace);
    }

    private static String what(char kind) {
        return switch (kind) {
            case METRICS -> "metrics";
            case ITERATIONS -> "iterations";
            case MODELS -> "models";
            default -> "experiments";
        };
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    @Override
    public String toString() {
        return kind + owner.toString() + "_" + number + "_" + run + "_" + series + "_" + place;
    }
}
