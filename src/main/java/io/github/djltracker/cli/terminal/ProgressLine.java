package io.github.djltracker.cli.terminal;

import java.time.Clock;

/** One line on a terminal with a command's progress, at most ten times a second; nothing in a pipe. Not thread-safe. */
public final class ProgressLine implements AutoCloseable {
    private static final int EVERY_MILLIS = 100;
    private static final int BAR = 20;

    private final Console console;
    private final Clock clock;
    private long said;
    private int length;

    public ProgressLine(Console console) {
        this.console = console;
        clock = console.clock();
    }

    /** Shows how much is done, if the total is unknown. */
    public void report(String what, long done) {
        if (isTime()) {
            show(Plain.line(what) + " " + done);
        }
    }

    /** Shows how much of the total is done. */
    public void report(String what, long done, long total) {
        if (!isTime()) {
            return;
        }
        long full = total <= 0 ? 0 : Math.min(BAR, done * BAR / total);
        String bar = "#".repeat((int) full) + ".".repeat(BAR - (int) full);
        show("[" + bar + "] " + Plain.line(what) + " " + done + " of " + total);
    }

    private boolean isTime() {
        long now = clock.millis();
        if (!console.progress() || (length > 0 && now - said < EVERY_MILLIS)) {
            return false;
        }
        said = now;
        return true;
    }

    private void show(String line) {
        console.err().print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
        console.err().flush();
        length = line.length();
    }

    /** Removes the line. */
    @Override
    public void close() {
        if (length > 0) {
            console.err().print("\r" + " ".repeat(length) + "\r");
            console.err().flush();
            length = 0;
        }
    }
}
