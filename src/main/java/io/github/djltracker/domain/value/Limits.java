package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a value may be, wherever it enters. Each check returns its argument, or throws {@link NullPointerException} or
 * {@link IllegalArgumentException} with the value and the limit in the message.
 */
public final class Limits {
    /** Characters of a name of an experiment, model, module or metric, and of a phase. */
    public static final int MAX_NAME = 500;
    /** Characters of a model's hash. */
    public static final int MAX_HASH = 128;
    /** Characters of a model's description, and of a run's error. */
    public static final int MAX_TEXT = 65_536;
    /** Greatest step and time: 2^53 - 1, the greatest integer that every JSON reader keeps exactly. */
    public static final long MAX_INTEGER = (1L << 53) - 1;
    /** Points in one entry, iterations counted with the metrics. */
    public static final int MAX_POINTS = 10_000;
    /** Modules in one entry. */
    public static final int MAX_MODULES = 100_000;
    /** Series in one entry. */
    public static final int MAX_SERIES = MAX_POINTS;

    private static final int SHOWN = 40;

    private Limits() {}

    /** A name: 1 to {@value #MAX_NAME} characters, not all blank, no control characters. */
    public static String name(String what, String value) {
        text(what, value, MAX_NAME);
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is empty: it must have 1 to " + MAX_NAME + " characters");
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
                throw new IllegalArgumentException("hash \"" + shown(value) + "\" has an odd character at " + i
                        + ": letters, digits and ASCII punctuation are allowed");
            }
        }
        return value;
    }

    /** Text of at most {@code max} characters, without NUL and without halves of surrogate pairs. */
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
                throw new IllegalArgumentException(what + " has a character at " + i + " that is not text: U+"
                        + Integer.toHexString(0x10000 | c).substring(1));
            }
        }
        return value;
    }

    /** A step: 0 to 2^53 - 1. */
    public static long step(long value) {
        return integer("step", value);
    }

    /** An integer that every JSON reader keeps exactly: 0 to 2^53 - 1. */
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
