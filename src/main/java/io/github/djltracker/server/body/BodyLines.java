package io.github.djltracker.server.body;

import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.form.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Reads a body line by line. Used once, by one thread. */
final class BodyLines {
    /** Maximum size of a line in bytes: enough for a start with tens of thousands of modules. */
    static final int MAX_LINE = 16 << 20;

    private static final int FIRST_BUFFER = 4 << 10;

    private final InputStream in;
    private final BodyMemory.Share share;
    private final Taker taker;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private int number = 1;

    /** Takes a line, without its line feed, and its number, from 1. */
    interface Taker {
        void line(byte[] line, int number);
    }

    private BodyLines(InputStream in, BodyMemory.Share share, Taker taker) {
        this.in = in;
        this.share = share;
        this.taker = taker;
    }

    static void read(InputStream in, BodyMemory.Share share, Taker taker) {
        BodyLines lines = new BodyLines(in, share, taker);
        try {
            lines.readAll();
        } catch (Refusal refusal) {
            if (refusal.problem().type().equals(Problem.INVALID)) {
                lines.readRest();
            }
            throw refusal;
        }
    }

    private void readAll() {
        int begin = 0;
        int searched = 0;
        while (fill(begin)) {
            searched -= begin;
            begin = 0;
            for (int end = find(searched); end >= 0; end = find(searched)) {
                line(begin, end);
                begin = end + 1;
                searched = begin;
            }
            searched = filled;
            if (filled - begin > MAX_LINE) {
                throw Refusal.tooLarge("line " + number + " is longer than " + MAX_LINE + " bytes");
            }
        }
        if (filled > 0) {
            line(0, filled);
        }
    }

    /** Throws if the rest shows that the body was damaged in transit: then nothing in it is permanently rejected. */
    private void readRest() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Moves the beginning of an incomplete line to the front of the buffer, and reads more. Returns false at the end of
     * the body.
     */
    private boolean fill(int begin) {
        System.arraycopy(buffer, begin, buffer, 0, filled - begin);
        filled -= begin;
        if (filled == buffer.length) {
            share.take(buffer.length);
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        try {
            int read = in.read(buffer, filled, buffer.length - filled);
            filled += Math.max(0, read);
            return read >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int find(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void line(int begin, int end) {
        share.take(JsonWeight.of(buffer, begin, end));
        taker.line(Arrays.copyOfRange(buffer, begin, end), number);
        number++;
    }
}
