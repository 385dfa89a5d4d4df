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

/**
 * Takes the next numbers in the orders of several models, for everything that one transaction adds to them. Not
 * thread-safe.
 */
final class ModelOrders {
    private static final ListQuery QUERY =
            new ListQuery("SELECT model, recorded FROM model_state WHERE model IN (%s) ORDER BY model");

    /** What appends need from a model, and its next number. */
    private static final class Order {
        int count;
        long step = -1;
        long next;
    }

    // in the order in which transactions lock them
    private final SortedMap<Long, Order> orders = new TreeMap<>();

    /** Announces how many numbers are needed, and the highest step that is added; -1 for none. */
    void need(long model, int count, long step) {
        Order order = orders.computeIfAbsent(model, any -> new Order());
        order.count += count;
        order.step = Math.max(order.step, step);
    }

    /** Takes the announced numbers. Until this transaction ends, no other one can take numbers of these models. */
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

    /** Hands out the next numbers of a model, and returns the first of them. */
    long next(long model, int count) {
        Order order = of(model);
        long first = order.next;
        order.next += count;
        return first;
    }
}
