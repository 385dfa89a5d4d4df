package io.github.djltracker.outbox.delivery;

import io.github.djltracker.outbox.folder.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts entries of several runs into one request. Each run gets an equal share of the lines and bytes of a request, and
 * what it does not need is shared by the others. Confined to the courier.
 */
final class SharedRequest {
    private final Bounds bounds;
    /** Runs that had no space in the last request, and come first in the next. */
    private final Set<Delivery> late = new HashSet<>();

    /** A run and its part of a request. */
    record Part(Delivery delivery, RunLines lines) {}

    /** Reads the next entries of a run. */
    interface Reader {
        /** Null if there was other work first, or they cannot be read. */
        @Nullable
        RunLines next(Delivery delivery, int lines, int bytes);
    }

    SharedRequest(Bounds bounds) {
        this.bounds = bounds;
    }

    /**
     * The next request.
     *
     * @param left gets the runs that had no space
     */
    List<Part> fill(List<Delivery> deliveries, Reader reader, List<Delivery> left) {
        List<Delivery> order = new ArrayList<>(deliveries);
        // runs that need less than a share come before those that can use the rest
        order.sort(Comparator.comparing((Delivery run) -> !late.contains(run)).thenComparingLong(Delivery::unsent));
        late.clear();
        List<Part> parts = new ArrayList<>();
        long lines = bounds.requestLines();
        long bytes = bounds.requestBytes();
        for (int i = 0; i < order.size(); i++) {
            Delivery run = order.get(i);
            if (lines <= 0 || bytes <= 0) {
                left.add(run);
                continue;
            }
            int sharers = order.size() - i;
            RunLines next = reader.next(run, share(lines, sharers), share(bytes, sharers));
            if (next == null) {
                continue;
            }
            if (!parts.isEmpty() && next.bytes() > bytes) {
                left.add(run);
                continue;
            }
            parts.add(new Part(run, next));
            lines -= next.lines().size();
            bytes -= next.bytes();
        }
        late.addAll(left);
        return parts;
    }

    private static int share(long what, int sharers) {
        return (int) Math.max(1, what / sharers);
    }
}
