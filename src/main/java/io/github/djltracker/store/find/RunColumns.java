package io.github.djltracker.store.find;

import org.jspecify.annotations.Nullable;

/**
 * What is not among the values of a run, since it changes with time, as expressions of {@code run r}.
 *
 * @param lostBefore a run without an end that was seen before this time is lost
 */
record RunColumns(long lostBefore) {
    private static final String SEEN = "SELECT s.seen FROM run_state s WHERE s.run = r.id";

    /** Whether what a column has are 0 and 1, for false and true. */
    static boolean isTruth(String name) {
        return name.equals("starred") || name.equals("archived");
    }

    /** Null for names that are no columns. */
    @Nullable
    String of(String name) {
        return switch (name) {
            case "starred" -> "r.starred";
            case "archived" -> "r.archived";
            case "started" -> "r.started";
            case "ended" -> "r.ended";
            case "seen" -> SEEN;
            case "duration" -> "coalesce(r.ended, (" + SEEN + ")) - r.started";
            case "step" -> "SELECT s.last_step FROM run_state s WHERE s.run = r.id";
            case "status" ->
                "coalesce(r.status, CASE WHEN (" + SEEN + ") < " + lostBefore + " THEN 'LOST' ELSE 'RUNNING' END)";
            default -> null;
        };
    }
}
