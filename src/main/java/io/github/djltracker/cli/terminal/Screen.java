package io.github.djltracker.cli.terminal;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What the standard output shows.
 *
 * @param width characters of a line; in a pipe or file as many as there are, unless {@code COLUMNS} says otherwise
 * @param ascii whether it has no characters to draw with
 * @param colours none in a pipe or file, or where {@code NO_COLOR} is set
 */
public record Screen(boolean terminal, int width, boolean ascii, Colours colours) {
    /** Characters of a line where nothing is known of the terminal. */
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
