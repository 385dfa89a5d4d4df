package io.github.djltracker.domain.value;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A summary of all points of one name and phase in one run.
 *
 * @param run null for manually logged metrics, and for a summary of all runs
 * @param count number of points, at least 1
 * @param nan number of points that are NaN
 * @param firstStep lowest step, null if no point has one
 * @param lastStep highest step, null if no point has one
 * @param last the value at the highest step; the last recorded if there are several
 * @param min lowest value that is not NaN; NaN if all are
 * @param max highest value that is not NaN; NaN if all are
 */
public record Series(
        @Nullable UUID run,
        String name,
        @Nullable String phase,
        long count,
        long nan,
        @Nullable Long firstStep,
        @Nullable Long lastStep,
        double last,
        double min,
        double max) {}
