package io.github.djltracker.destination;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink that appends to several others. If one of them permanently rejects an entry, the others still get it; the
 * rejection is counted, and logged once per run. If one is unavailable, the entry is appended again to all of them, and
 * those that have it skip it. Thread-safe.
 */
public final class FanOut implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final Map<String, Sink> sinks;
    /** By sink, the runs of which it accepts no more entries; they are not appended to it again. */
    private final Map<String, Set<UUID>> gone = new ConcurrentHashMap<>();

    private final Map<String, Long> refused = new ConcurrentHashMap<>();
    private final AtomicBoolean isIncomplete = new AtomicBoolean();

    /**
     * @param sinks by name, for messages; at least one
     */
    public FanOut(Map<String, ? extends Sink> sinks) {
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("no sink to append to");
        }
        this.sinks = new LinkedHashMap<>(sinks);
        sinks.keySet().forEach(name -> gone.put(name, ConcurrentHashMap.newKeySet()));
    }

    /** The number of entries that each sink permanently rejected, by its name; empty if there are none. */
    public Map<String, Long> refused() {
        return Map.copyOf(refused);
    }

    /** Whether a sink has rejected anything since the last call. */
    public boolean takeIncomplete() {
        return isIncomplete.getAndSet(false);
    }

    /**
     * Appends to all sinks.
     *
     * @throws TrackingException as for {@link Sink#append}, if all reject the entry, or one is unavailable
     */
    @Override
    public long append(UUID run, RunEntry entry) {
        requireNonNull(run, "run");
        List<TrackingException> refusals = new ArrayList<>();
        @Nullable UnavailableException unavailable = null;
        long next = entry.sequence() + 1;
        for (Map.Entry<String, Sink> each : sinks.entrySet()) {
            Set<UUID> lost = requireNonNull(gone.get(each.getKey()));
            if (lost.contains(run)) {
                refusals.add(new DeletedException(run));
                count(each.getKey());
                continue;
            }
            try {
                next = Math.max(next, each.getValue().append(run, entry));
            } catch (GapException | DeletedException | ClosedException e) {
                lost.add(run);
                refused(each.getKey(), run, entry, e);
                refusals.add(e);
            } catch (UnavailableException e) {
                unavailable = e;
            } catch (RejectedException e) {
                refused(each.getKey(), run, entry, e);
                refusals.add(e);
            }
        }
        if (unavailable != null) {
            throw unavailable;
        }
        if (entry instanceof RunEnd) {
            gone.values().forEach(lost -> lost.remove(run));
        }
        if (refusals.size() == sinks.size()) {
            throw refusals.get(0);
        }
        return next;
    }

    /** Sets the annotations at all sinks. If one rejects them, the others still get them. */
    @Override
    public void annotate(UUID run, List<Annotation> said) {
        @Nullable UnavailableException unavailable = null;
        for (Map.Entry<String, Sink> each : sinks.entrySet()) {
            try {
                each.getValue().annotate(run, said);
            } catch (UnavailableException e) {
                unavailable = e;
            } catch (TrackingException | IllegalArgumentException e) {
                LOG.warn("{} does not accept annotations of run {}: {}", each.getKey(), run, e.getMessage());
            }
        }
        if (unavailable != null) {
            throw unavailable;
        }
    }

    private void refused(String name, UUID run, RunEntry entry, TrackingException reason) {
        count(name);
        if (sinks.size() > 1) { // a single sink throws, and the caller logs it
            LOG.warn(
                    "{} rejected entry {} of run {}; the other destinations still get it: {}",
                    name,
                    entry.sequence(),
                    run,
                    reason.getMessage());
        }
    }

    private void count(String name) {
        refused.merge(name, 1L, Long::sum);
        isIncomplete.set(true);
    }

    /** The fill level of the fullest sink. */
    @Override
    public double fill() {
        return sinks.values().stream().mapToDouble(Sink::fill).max().orElse(0);
    }
}
