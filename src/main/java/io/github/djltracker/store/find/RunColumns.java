package io.github.djltracker.store.find;

import org.jspecify.annotations.Nullable;

/**
 * Values that are not stored with the values of a run, because they change with time, as expressions on {@code run r}
 * and its {@code run_state s}.
 *
 * @param lostBefore a run without an end that was last seen before this time is lost
 */
record RunColumns(long lostBefore) {
    /**
     * The runs with their states; further conditions may be appended. The state is always joined: if runs are
     * distributed over machines, it determines where a run and its values are.
     */
    static final String RUNS = " FROM run r CROSS JOIN run_state s WHERE s.run = r.id AND ";

    /** Whether a column contains 0 and 1 for false and true. */
    static boolean isTruth(String name) {
        return name.equals("starred") || name.equals("archived");
    }

    /** The expression for a name; null if it is not a column. */
    @Nullable
    String of(String name) {
        return switch (name) {
            case "starred" -> "r.starred";
            case "archived" -> "r.archived";
            case "started" -> "r.started";
            case "ended" -> "r.ended";
            case "seen" -> "s.seen";
            case "duration" -> "coalesce(r.ended, s.seen) - r.started";
            case "step" -> "s.last_step";
            case "status" -> "coalesce(r.status, CASE WHEN s.seen < " + lostBefore + " THEN 'LOST' ELSE 'RUNNING' END)";
            default -> null;
        };
    }
}
