package io.github.djltracker.store.log;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.session.ListQuery;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes numbers of the orders of several models, for all that one transaction adds to them. Not thread-safe. */
final class ModelOrders {
    private static final ListQuery QUERY =
            new ListQuery("SELECT model, recorded FROM model_state WHERE model IN (%s) ORDER BY model");

    /** The state of a model that appends need, and its next number. */
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
        if (orders.isEmpty()) {
            return;
        }
        if (orders.size() == 1) {
            takeOne(session, now);
            return;
        }
        QUERY.eachLocked(session, row -> of(row.getLong(1)).next = row.getLong(2) + 1, List.copyOf(orders.keySet()));
        List<@Nullable Object[]> taken = new ArrayList<>(orders.size());
        orders.forEach((model, order) -> {
            if (order.next == 0) {
                throw new CorruptException("model " + model + " has no state");
            }
            taken.add(new @Nullable Object[] {(long) order.count, order.step, order.step, now, now, model});
        });
        session.updateAll("""
                UPDATE model_state
                SET recorded = recorded + ?, step = CASE WHEN step < ? THEN ? ELSE step END,
                    seen = CASE WHEN coalesce(seen, -1) < ? THEN ? ELSE seen END
                WHERE model = ?""", taken);
    }

    /** Takes the numbers of a single model with one statement. Several models need two. */
    private void takeOne(Session session, long now) throws SQLException {
        long model = orders.firstKey();
        Order order = of(model);
        order.next = Rows.take(session, model, order.count, order.step, now);
    }

    private Order of(long model) {
        Order order = orders.get(model);
        if (order == null) {
            throw new IllegalArgumentException("nothing is needed from model " + model);
        }
        return order;
    }

    /** The first of the next numbers of a model. */
    long next(long model, int count) {
        Order order = of(model);
        long first = order.next;
        order.next += count;
        return first;
    }
}
