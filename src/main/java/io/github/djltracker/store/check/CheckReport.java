package io.github.djltracker.store.check;

import java.util.List;

/**
 * What a check of a store looked at, and what it found wrong.
 *
 * @param points in chunks and waiting entries, those that were removed included
 * @param space what takes the space of the file
 * @param findings nothing if all is well; at most {@value #MAX_FINDINGS}
 * @param more findings beyond those
 */
public record CheckReport(
        long experiments,
        long models,
        long runs,
        long series,
        long chunks,
        long entries,
        long points,
        SpaceUse space,
        List<Finding> findings,
        long more) {
    /** Maximum number of findings kept; others are counted. */
    public static final int MAX_FINDINGS = 1_000;

    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return findings.isEmpty();
    }

    /**
     * Something wrong.
     *
     * @param place what it is about: the file, a run, a series of a run
     * @param what for people
     */
    public record Finding(String place, String what) {}
}
