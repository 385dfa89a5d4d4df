package io.github.djltracker.store.check;

import java.util.List;

/**
 * What a check of a store looked at, and what it found wrong.
 *
 * @param points number of points in chunks and unpacked entries, including removed ones
 * @param space how the space of the file is used
 * @param findings the problems, at most {@value #MAX_FINDINGS}; empty if there are none
 * @param more number of further findings
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
     * A problem.
     *
     * @param place where it is: in the file, a run, a series of a run
     * @param what a description for the user
     */
    public record Finding(String place, String what) {}
}
