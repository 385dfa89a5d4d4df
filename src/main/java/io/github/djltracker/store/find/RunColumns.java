package io.github.djltracker.store.find;

import org.jspecify.annotations.Nullable;

/**
 * What is not among the values of a run, since it changes with time, as expressions of {@code run r} and its {@code run_state
 * s}.
 *
 * @param lostBefore a run without an end that was seen before this time is lost
 */
record RunColumns(long lostBefore) {
    /**
     * The runs with their states, of which more may be asked. The state comes along in any case: where runs are spread over
     * machines it says where a run is, and its values with it.
     */
    static final String RUNS = " FROM run r CROSS JOIN run_state s WHERE s.run = r.id AND ";

    /** Whether a column contains 0 and 1 for false and true. */
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
            case "seen" -> "s.seen";
            case "duration" -> "coalesce(r.ended, s.seen) - r.started";
            case "step" -> "s.last_step";
            case "status" -> "coalesce(r.status, CASE WHEN s.seen < " + lostBefore + " THEN 'LOST' ELSE 'RUNNING' END)";
            default -> null;
        };
    }
}
