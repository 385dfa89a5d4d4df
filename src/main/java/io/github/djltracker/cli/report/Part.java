package io.github.djltracker.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A part of the page with a limited number of bytes. Not thread-safe. */
final class Part {
    private final StringBuilder html = new StringBuilder();
    private final int most;
    private int bytes;

    Part(int most) {
        this.most = most;
    }

    /** Adds a piece as a whole, if there is room for it. */
    boolean add(String piece) {
        int size = piece.getBytes(UTF_8).length;
        if (bytes + size > most) {
            return false;
        }
        bytes += size;
        html.append(piece);
        return true;
    }

    /** Its size in bytes. */
    int bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
