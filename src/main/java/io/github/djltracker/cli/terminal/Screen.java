package io.github.djltracker.cli.terminal;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * The capabilities of the standard output.
 *
 * @param width characters of a line; unlimited in a pipe or file, unless {@code COLUMNS} is set
 * @param ascii whether it lacks the characters for drawing
 * @param colours none in a pipe or file, or if {@code NO_COLOR} is set
 */
public record Screen(boolean terminal, int width, boolean ascii, Colours colours) {
    /** Characters of a line if nothing is known about the terminal. */
    static final int DEFAULT_WIDTH = 80;
    /** Wider than any table. */
    public static final int UNLIMITED = 1_000_000;

    private static final int LEAST_WIDTH = 20;

    public static Screen of(boolean terminal, Charset charset, Map<String, String> environment) {
        String noColour = environment.getOrDefault("NO_COLOR", "");
        boolean colour = terminal && noColour.isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new Screen(
                terminal, width(terminal, environment), !Terminal.canDraw(charset), colour ? Colours.ON : Colours.OFF);
    }

    private static int width(boolean terminal, Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[0-9]{1,6}") && Integer.parseInt(columns) > 0) {
            return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
        }
        if (!terminal) {
            return UNLIMITED;
        }
        int columnsOfTerminal = Terminal.columns();
        return columnsOfTerminal > 0 ? Math.max(LEAST_WIDTH, columnsOfTerminal) : DEFAULT_WIDTH;
    }
}
