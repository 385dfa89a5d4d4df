package io.github.djltracker.store.curve;

import io.github.djltracker.store.session.SeriesRow;
import java.util.UUID;

/**
 * A point of a run. Points are sorted by the number of their entry in the model's order, then by the order of their
 * series within the entry, then by their place in the series.
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
