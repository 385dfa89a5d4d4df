package io.github.djltracker.store.curve;

import java.util.ArrayList;
import java.util.List;

/** Takes points in any order, and keeps the first of them, up to a maximum. Not thread-safe. */
final class FirstPoints {
    private final int limit;
    private final List<Point> points = new ArrayList<>();
    // a point at or after this position is no longer among the first
    private long number;
    private int order = -1;
    private long place = -1;

    /**
     * Creates an empty list.
     *
     * @param before points with this number or a higher one are not kept
     */
    FirstPoints(int limit, long before) {
        this.limit = limit;
        number = before;
    }

    /** Whether a point at this place would be kept, given the points seen so far. */
    boolean takes(long atNumber, int atOrder, long atPlace) {
        if (atNumber != number) {
            return atNumber < number;
        }
        return atOrder != order ? atOrder < order : atPlace < place;
    }

    /** Adds a point and returns whether it was kept. If not, no later point would be kept either. */
    boolean add(Point point) {
        if (!takes(point.number(), point.order(), point.place())) {
            return false;
        }
        points.add(point);
        if (points.size() >= 2 * limit) {
            cut();
        }
        return true;
    }

    private void cut() {
        points.sort(null);
        if (points.size() > limit) {
            points.subList(limit, points.size()).clear();
            Point last = points.get(points.size() - 1);
            number = last.number();
            order = last.order();
            place = last.place();
        }
    }

    /** The points in the model's order. */
    List<Point> points() {
        cut();
        return points;
    }
}
