package io.github.djltracker.outbox.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. All runs with pending entries have one turn, one after the other or together, before any of them
 * has its next. Confined to the courier.
 */
final class Turns {
    private final Runs runs;
    private final Deque<UUID> turn = new ArrayDeque<>();
    /** Runs that have had their last attempt. */
    private final Set<UUID> givenUp = new HashSet<>();

    Turns(Runs runs) {
        this.runs = runs;
    }

    /**
     * The run whose turn it is; null if none can send now.
     *
     * @param isLast whether each run only has one more attempt, and does not wait for it
     */
    @Nullable
    Delivery next(long now, boolean isLast) {
        for (boolean isFresh = false; ; ) {
            UUID id = turn.poll();
            if (id == null) {
                if (isFresh) {
                    return null;
                }
                isFresh = true;
                runs.held().forEach(run -> turn.add(run.run()));
                continue;
            }
            Delivery run = runs.get(id);
            if (run != null && isReady(run, now, isLast)) {
                return run;
            }
        }
    }

    /** The run whose turn it is, and others that have not had theirs and can be sent together with it. */
    List<Delivery> together(Delivery first, int most, long now, boolean isLast) {
        List<Delivery> together = new ArrayList<>(List.of(first));
        if (most == 1 || !first.isSharing()) {
            return together;
        }
        List<UUID> alone = new ArrayList<>();
        while (together.size() < most && !turn.isEmpty()) {
            UUID id = turn.remove();
            Delivery run = runs.get(id);
            if (run == null || !isReady(run, now, isLast)) {
                continue;
            }
            if (run.isSharing()) {
                together.add(run);
            } else {
                alone.add(id);
            }
        }
        putBack(alone);
        return together;
    }

    private boolean isReady(Delivery run, long now, boolean isLast) {
        return run.isWaiting() && (isLast ? !givenUp.contains(run.run()) : run.waitNanos(now) <= 0);
    }

    /** These runs have their turn next, in this order. */
    void again(List<Delivery> deliveries) {
        putBack(deliveries.stream().map(Delivery::run).toList());
    }

    private void putBack(List<UUID> ids) {
        for (int i = ids.size() - 1; i >= 0; i--) {
            turn.addFirst(ids.get(i));
        }
    }

    /** A run has had its last attempt. */
    void giveUp(Delivery run) {
        givenUp.add(run.run());
    }
}
