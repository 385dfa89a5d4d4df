package io.github.djltracker.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * The environment of a command. Confined to one thread.
 *
 * @param out for results
 * @param screen the capabilities of {@code out}
 * @param err for errors and progress
 * @param progress whether {@code err} is a terminal, which shows progress
 * @param in for answers
 * @param interactive whether {@code in} is a terminal with a user
 * @param clock the time, and the zone in which times are shown
 */
public record Console(
        Output out,
        Screen screen,
        Output err,
        boolean progress,
        BufferedReader in,
        boolean interactive,
        Map<String, String> environment,
        Clock clock,
        Pause pause) {
    /** The name under which users call the program. */
    public static final String PROGRAM = "djl-tracker";

    /** Waits. */
    public interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    /** The streams and the environment of this process. */
    public static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal = Terminal.isTerminal(1);
        // not System.out, which hides errors
        Output out = new Output(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), Terminal.charset());
        Output err = new Output(new FileOutputStream(FileDescriptor.err), Terminal.charset());
        return new Console(
                out,
                Screen.of(terminal, Terminal.charset(), environment),
                err,
                Terminal.isTerminal(2),
                new BufferedReader(new InputStreamReader(System.in, Terminal.charset())),
                Terminal.isTerminal(0),
                environment,
                Clock.system(ZoneId.systemDefault()),
                Thread::sleep);
    }

    /** Writes a line of text to the output. */
    public void println(String line) {
        out.print(line + "\n");
    }

    /** Writes a table to the output, within the width of the screen. */
    public void print(TextTable table) {
        out.print(table.render(screen.width(), screen.ascii()));
    }

    /** Writes a table of these things to the output, with as many columns as fit. */
    public <T> void print(Columns<T> columns, List<T> things) {
        out.print(columns.render(things, screen));
    }

    /** Writes an error message, after the name of the program. */
    public void complain(String message) {
        error(PROGRAM + ": " + message);
    }

    /** Writes a line of any text to the error stream. */
    public void error(String line) {
        try {
            // so that a terminal shows both in the order in which they were written
            out.flush();
        } catch (OutputException e) {
            // the reader of the error stream may still be there
        }
        err.print(Plain.line(line) + "\n");
        err.flush();
    }
}
