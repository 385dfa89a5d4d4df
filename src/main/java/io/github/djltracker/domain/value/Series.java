package io.github.djltracker.domain.value;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All points of one name and phase in one run, in numbers.
 *
 * @param run null for metrics logged by hand, and for those of all runs together
 * @param count number of points, at least 1
 * @param nan how many of them are NaN
 * @param firstStep lowest step, null where no point has one
 * @param lastStep highest step, null where no point has one
 * @param last the value at the highest step, the latest recorded where there are several
 * @param min least value that is not NaN; NaN if all are
 * @param max greatest value that is not NaN; NaN if all are
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
