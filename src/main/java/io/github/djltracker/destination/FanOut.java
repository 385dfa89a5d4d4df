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
 * One sink in front of several. What one of them refuses for good keeps nothing from the others: it is counted, and said
 * once a run. What one cannot take now is appended again to all of them, and those that have it skip it. Thread-safe.
 */
public final class FanOut implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final Map<String, Sink> sinks;
    /** Runs that a sink has given up, so that it is not asked again. */
    private final Map<String, Set<UUID>> gone = new ConcurrentHashMap<>();

    private final Map<String, Long> refused = new ConcurrentHashMap<>();
    private final AtomicBoolean isIncomplete = new AtomicBoolean();

    /** @param sinks by the names under which they are spoken of; at least one */
    public FanOut(Map<String, ? extends Sink> sinks) {
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("no sink to append to");
        }
        this.sinks = new LinkedHashMap<>(sinks);
        sinks.keySet().forEach(name -> gone.put(name, ConcurrentHashMap.newKeySet()));
    }

    /** Entries that each sink refused for good, by its name; none where it took all. */
    public Map<String, Long> refused() {
        return Map.copyOf(refused);
    }

    /** Whether a sink has refused something since this was asked last. */
    public boolean takeIncomplete() {
        return isIncomplete.getAndSet(false);
    }

    /**
     * Appends to all.
     *
     * @throws TrackingException as {@link Sink#append} says, if all refuse it, or one cannot take it now
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

    /** Says it to all; what one of them refuses for good keeps nothing from the others. */
    @Override
    public void annotate(UUID run, List<Annotation> said) {
        @Nullable UnavailableException unavailable = null;
        for (Map.Entry<String, Sink> each : sinks.entrySet()) {
            try {
                each.getValue().annotate(run, said);
            } catch (UnavailableException e) {
                unavailable = e;
            } catch (TrackingException | IllegalArgumentException e) {
                LOG.warn("{} does not take what is said about run {}: {}", each.getKey(), run, e.getMessage());
            }
        }
        if (unavailable != null) {
            throw unavailable;
        }
    }

    private void refused(String name, UUID run, RunEntry entry, TrackingException reason) {
        count(name);
        if (sinks.size() > 1) { // alone, its caller says it
            LOG.warn(
                    "{} does not take entry {} of run {}, the others do: {}",
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

    /** That of the fullest. */
    @Override
    public double fill() {
        return sinks.values().stream().mapToDouble(Sink::fill).max().orElse(0);
    }
}
