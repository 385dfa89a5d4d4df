package io.github.djltracker.store.log;

import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes numbers of the orders of several models, for all that one transaction adds to them. Not thread-safe. */
final class ModelOrders {
    /** What is needed of a model, and the number that comes next. */
    private static final class Order {
        int count;
        long step = -1;
        long next;
    }

    // in the order in which transactions lock them
    private final SortedMap<Long, Order> orders = new TreeMap<>();

    /** Says that numbers will be needed, and up to which step something is added; -1 for none. */
    void need(long model, int count, long step) {
        Order order = orders.computeIfAbsent(model, any -> new Order());
        order.count += count;
        order.step = Math.max(order.step, step);
    }

    /** Takes what is needed; no other transaction takes any of these models before this one ends. */
    void take(Session session, long now) throws SQLException {
        for (Map.Entry<Long, Order> each : orders.entrySet()) {
            Order order = each.getValue();
            order.next = Rows.take(session, each.getKey(), order.count, order.step, now);
        }
    }

    /** The first of the next numbers of a model. */
    long next(long model, int count) {
        Order order = orders.get(model);
        if (order == null) {
            throw new IllegalArgumentException("nothing was taken of model " + model);
        }
        long first = order.next;
        order.next += count;
        return first;
    }
}
