package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Limits of values, checked wherever a value enters. Each check returns its argument, or throws
 * {@link NullPointerException} or {@link IllegalArgumentException} with the value and the limit in the message.
 */
public final class Limits {
    /** Maximum number of characters of the name of an experiment, model, module or metric, and of a phase. */
    public static final int MAX_NAME = 500;
    /** Maximum number of characters of a model's hash. */
    public static final int MAX_HASH = 128;
    /** Maximum number of characters of a model's description, and of a run's error. */
    public static final int MAX_TEXT = 65_536;
    /** Highest step and time: 2^53 - 1, the largest integer that every JSON reader preserves exactly. */
    public static final long MAX_INTEGER = (1L << 53) - 1;
    /** Maximum number of points in one entry, including iterations. */
    public static final int MAX_POINTS = 10_000;
    /** Maximum number of modules in one entry. */
    public static final int MAX_MODULES = 100_000;
    /** Maximum number of series in one entry. */
    public static final int MAX_SERIES = MAX_POINTS;

    private static final int SHOWN = 40;

    private Limits() {}

    /** A name: 1 to {@value #MAX_NAME} characters, not all blank, no control characters. */
    public static String name(String what, String value) {
        return name(what, value, MAX_NAME);
    }

    /** A name of at most {@code max} characters. */
    static String name(String what, String value, int max) {
        text(what, value, max);
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is empty: it must have 1 to " + max + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException(what + " \"" + shown(value) + "\" has a control character at " + i
                        + ": names are one line of text");
            }
        }
        return value;
    }

    /** A phase: a {@link #name}, or null for none. */
    public static @Nullable String phase(@Nullable String value) {
        return value == null ? null : name("phase", value);
    }

    /** A hash: 1 to {@value #MAX_HASH} visible characters. */
    public static String hash(String value) {
        requireNonNull(value, "hash");
        if (value.isEmpty() || value.length() > MAX_HASH) {
            throw new IllegalArgumentException("hash \"" + shown(value) + "\" has " + value.length()
                    + " characters: it must have 1 to " + MAX_HASH);
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException("hash \"" + shown(value) + "\" has an invalid character at " + i
                        + ": letters, digits and ASCII punctuation are allowed");
            }
        }
        return value;
    }

    /** A text of at most {@code max} characters, without NUL and unpaired surrogates. */
    public static String text(String what, String value, int max) {
        requireNonNull(value, what);
        if (value.length() > max) {
            throw new IllegalArgumentException(what + " \"" + shown(value) + "\" has " + value.length()
                    + " characters: at most " + max + " are allowed");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw new IllegalArgumentException(what + " has a character at " + i + " that is not valid text: U+"
                        + Integer.toHexString(0x10000 | c).substring(1));
            }
        }
        return value;
    }

    /** A step: 0 to 2^53 - 1. */
    public static long step(long value) {
        return integer("step", value);
    }

    /** An integer that every JSON reader preserves exactly: 0 to 2^53 - 1. */
    public static long integer(String what, long value) {
        if (value < 0 || value > MAX_INTEGER) {
            throw new IllegalArgumentException(what + " " + value + " is out of range: 0 to " + MAX_INTEGER);
        }
        return value;
    }

    private static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
