package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query for runs of an experiment: {@code RunQuery.all().where("loss@validate.min < 0.1").first(10)}.
 *
 * @param filter which runs; null for all
 * @param order null for start time, latest first
 * @param offset number of runs to skip; 0 or more
 * @param limit maximum number of runs; 1 to {@value #MAX_LIMIT}
 * @param columns names of the values to return for each run, as in a filter; at most {@value #MAX_COLUMNS}
 * @param isLenient whether a name that no run has counts as a missing value, instead of being an error
 */
public record RunQuery(
        @Nullable RunFilter filter,
        @Nullable RunOrder order,
        int offset,
        int limit,
        Set<String> columns,
        boolean isLenient) {
    /** Default number of runs per result: {@value}. */
    public static final int DEFAULT_LIMIT = 100;
    /** Maximum number of runs per result: {@value}. */
    public static final int MAX_LIMIT = 10_000;
    /** Maximum number of columns: {@value}. */
    public static final int MAX_COLUMNS = 1_000;

    public RunQuery {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is out of range: 0 or more");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is out of range: 1 to " + MAX_LIMIT);
        }
        if (columns.size() > MAX_COLUMNS) {
            throw new IllegalArgumentException(columns.size() + " columns: at most " + MAX_COLUMNS + " are allowed");
        }
        columns = new LinkedHashSet<>(columns);
    }

    /** All runs, at most {@value #DEFAULT_LIMIT}, latest first. */
    public static RunQuery all() {
        return new RunQuery(null, null, 0, DEFAULT_LIMIT, Set.of(), false);
    }

    /**
     * Only runs that match a filter.
     *
     * @throws FilterException if it cannot be parsed
     */
    public RunQuery where(String filter) {
        return where(RunFilter.parse(filter));
    }

    /** Only runs that match a filter. */
    public RunQuery where(RunFilter wanted) {
        return new RunQuery(requireNonNull(wanted, "wanted"), order, offset, limit, columns, isLenient);
    }

    /** Sorted by a value, lowest first. */
    public RunQuery sort(String name) {
        return sort(new RunOrder(name, false));
    }

    /** Sorted by a value, highest first. */
    public RunQuery sortDescending(String name) {
        return sort(new RunOrder(name, true));
    }

    /** Sorted in this order. */
    public RunQuery sort(RunOrder wanted) {
        return new RunQuery(filter, requireNonNull(wanted, "wanted"), offset, limit, columns, isLenient);
    }

    /** With this maximum number of runs. */
    public RunQuery first(int most) {
        return new RunQuery(filter, order, offset, most, columns, isLenient);
    }

    /** Without this number of runs at the beginning. */
    public RunQuery from(int first) {
        return new RunQuery(filter, order, first, limit, columns, isLenient);
    }

    /** With these values of each run. */
    public RunQuery columns(List<String> names) {
        return new RunQuery(filter, order, offset, limit, new LinkedHashSet<>(names), isLenient);
    }

    /** Treats a name that no run has as a missing value. */
    public RunQuery lenient() {
        return new RunQuery(filter, order, offset, limit, columns, true);
    }
}
