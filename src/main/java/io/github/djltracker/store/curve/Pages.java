package io.github.djltracker.store.curve;

import io.github.djltracker.domain.query.Page;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Merges points of runs with points that were created manually, in the model's order. */
public final class Pages {
    /** Size of a page when all items are read. */
    public static final int ALL = 20_000;

    /** A manually created item, and its unique number in the model's order. */
    public record ByHand<T>(long number, T item) {}

    /** Reads the page after a cursor; the first page if it is null. */
    public interface Reader<T> {
        public Page<T> page(@Nullable String after) throws SQLException;
    }

    private Pages() {}

    /**
     * Reads all pages one after the other. This is faster than one large read, because less is sorted and held in
     * memory at a time.
     */
    public static <T> List<T> all(Reader<T> reader) throws SQLException {
        Page<T> page = reader.page(null);
        if (page.after() == null) {
            return page.items();
        }
        List<T> all = new ArrayList<>(page.items());
        while (page.after() != null) {
            page = reader.page(page.after());
            all.addAll(page.items());
        }
        return Collections.unmodifiableList(all);
    }

    /** Merges the first items of both lists, which are sorted and complete up to one more than the limit. */
    public static <T> Page<T> page(
            List<Point> ofRuns, Function<Point, T> item, List<ByHand<T>> byHand, Cursor behind, int limit) {
        List<T> items = new ArrayList<>();
        Cursor last = behind;
        int run = 0;
        int hand = 0;
        while (items.size() < limit && (run < ofRuns.size() || hand < byHand.size())) {
            boolean ofRun = hand == byHand.size()
                    || (run < ofRuns.size()
                            && ofRuns.get(run).number() < byHand.get(hand).number());
            if (ofRun) {
                Point point = ofRuns.get(run++);
                items.add(item.apply(point));
                last = behind.at(point.number(), point.run(), point.series().id(), point.place());
            } else {
                items.add(byHand.get(hand).item());
                last = behind.at(byHand.get(hand++).number(), 0, 0, 0);
            }
        }
        boolean more = run < ofRuns.size() || hand < byHand.size();
        return new Page<>(items, more ? last.toString() : null);
    }
}
