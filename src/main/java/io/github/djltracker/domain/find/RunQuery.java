package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the runs of an experiment: {@code RunQuery.all().where("loss@validate.min < 0.1").first(10)}.
 *
 * @param filter which runs; null for all
 * @param order null for the order in which they were started, the latest first
 * @param offset how many of the first ones are passed over; 0 or more
 * @param limit how many there are at most; 1 to {@value #MAX_LIMIT}
 * @param columns names of values that are wanted of each run, as in a filter; at most {@value #MAX_COLUMNS}
 * @param isLenient whether a name that no run has is taken as a value that is missing in all, instead of being refused
 */
public record RunQuery(
        @Nullable RunFilter filter,
        @Nullable RunOrder order,
        int offset,
        int limit,
        Set<String> columns,
        boolean isLenient) {
    /** Runs of one answer where nobody says how many: {@value}. */
    public static final int DEFAULT_LIMIT = 100;
    /** Most runs of one answer: {@value}. */
    public static final int MAX_LIMIT = 10_000;
    /** Most columns: {@value}. */
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

    /** All runs, {@value #DEFAULT_LIMIT} at most, the latest first. */
    public static RunQuery all() {
        return new RunQuery(null, null, 0, DEFAULT_LIMIT, Set.of(), false);
    }

    /**
     * Those that a filter is true of.
     *
     * @throws FilterException if it cannot be read
     */
    public RunQuery where(String filter) {
        return where(RunFilter.parse(filter));
    }

    /** Those that a filter is true of. */
    public RunQuery where(RunFilter wanted) {
        return new RunQuery(requireNonNull(wanted, "wanted"), order, offset, limit, columns, isLenient);
    }

    /** The least first. */
    public RunQuery sort(String name) {
        return sort(new RunOrder(name, false));
    }

    /** The greatest first. */
    public RunQuery sortDescending(String name) {
        return sort(new RunOrder(name, true));
    }

    /** In an order. */
    public RunQuery sort(RunOrder wanted) {
        return new RunQuery(filter, requireNonNull(wanted, "wanted"), offset, limit, columns, isLenient);
    }

    /** So many at most. */
    public RunQuery first(int most) {
        return new RunQuery(filter, order, offset, most, columns, isLenient);
    }

    /** Without the first so many. */
    public RunQuery from(int first) {
        return new RunQuery(filter, order, first, limit, columns, isLenient);
    }

    /** With these values of each run. */
    public RunQuery columns(List<String> names) {
        return new RunQuery(filter, order, offset, limit, new LinkedHashSet<>(names), isLenient);
    }

    /** A name that no run has is a value that is missing in all. */
    public RunQuery lenient() {
        return new RunQuery(filter, order, offset, limit, columns, true);
    }
}
