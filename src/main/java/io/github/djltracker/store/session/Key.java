package io.github.djltracker.store.session;

import org.jspecify.annotations.Nullable;

/**
 * The content of the id of a part of a model: a letter and numbers, as in {@code p12-3-45}. Ids are opaque to callers,
 * who only pass them back.
 *
 * @param owner the row of the run (points) or of the model (everything else)
 * @param number the series of the run, or the number in the model's order
 * @param position the place in the series, or within the entry; 0 if there is only one
 */
public record Key(char kind, long owner, long number, long position) {
    /** A point of a run, or an iteration of a run: its run, its series and its place in the series. */
    public static final char POINT = 'p';
    /** A manually logged metric. */
    public static final char METRIC = 'm';
    /** A manually created iteration. */
    public static final char ITERATION = 'i';
    /** A module of a model. */
    public static final char MODULE = 'd';
    /** A module of an iteration. */
    public static final char ITERATION_MODULE = 't';

    private static final int MAX_LENGTH = 64;

    public Key(char kind, long owner, long number) {
        this(kind, owner, number, 0);
    }

    /** Parses an id of this kind; null if it is not one. */
    public static @Nullable Key parse(char kind, String id) {
        if (id.length() < 4 || id.length() > MAX_LENGTH || id.charAt(0) != kind) {
            return null;
        }
        String[] parts = id.substring(1).split("-", -1);
        try {
            Key key = new Key(
                    kind,
                    Long.parseLong(parts[0]),
                    parts.length > 1 ? Long.parseLong(parts[1]) : -1,
                    parts.length > 2 ? Long.parseLong(parts[2]) : 0);
            return key.toString().equals(id) ? key : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        String id = kind + Long.toString(owner) + "-" + number;
        return kind == POINT || kind == ITERATION_MODULE ? id + "-" + position : id;
    }
}
