package io.github.djltracker.store.curve;

import io.github.djltracker.store.session.SeriesRow;
import java.util.UUID;

/**
 * A point of a run, and where it stands in its model's order: by the number of its entry, then by the order of its
 * series within the entry, then by its place in the series.
 */
public record Point(
        long number, int order, long place, long run, UUID runId, SeriesRow series, long step, long time, double value)
        implements Comparable<Point> {
    @Override
    public int compareTo(Point other) {
        int byNumber = Long.compare(number, other.number);
        if (byNumber != 0) {
            return byNumber;
        }
        int byOrder = Integer.compare(order, other.order);
        return byOrder != 0 ? byOrder : Long.compare(place, other.place);
    }
}
