package io.github.djltracker.outbox.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tracker that keeps lines and answers as a tracker does, or as the test says. Thread-safe by its own monitor. */
public final class FakeDestination implements Destination {
    private final Map<UUID, List<String>> logs = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Set<UUID> deleted = new HashSet<>();
    private Predicate<RunEntry> refused = entry -> false;
    private @Nullable Supplier<? extends RuntimeException> down;
    private final List<List<RunLines>> shared = new ArrayList<>();
    private int mostRuns = 1;
    private boolean isOld;

    /** A request that was received. */
    public record Request(UUID run, long first, int lines, int bytes) {}

    /** A faulty answer, after the lines were accepted or not. */
    private record Fault(boolean isTaken, Supplier<? extends RuntimeException> thrown) {}

    /** The next request fails with this, after its lines were accepted or not. */
    public synchronized FakeDestination fail(boolean isTaken, Supplier<? extends RuntimeException> with) {
        faults.add(new Fault(isTaken, with));
        return this;
    }

    /** All requests fail with this, until {@link #up}. */
    public synchronized void down(Supplier<? extends RuntimeException> with) {
        down = with;
    }

    public synchronized void up() {
        down = null;
    }

    /** Rejects entries that match. */
    public synchronized void refuse(Predicate<RunEntry> entries) {
        refused = entries;
    }

    /** Accepts entries of up to this many runs in a request. */
    public synchronized void share(int runs) {
        mostRuns = runs;
    }

    /** Becomes a server that does not know requests of several runs, although its client does. */
    public synchronized void age() {
        isOld = true;
    }

    /** The requests of several runs that were received. */
    public synchronized List<List<RunLines>> shared() {
        return List.copyOf(shared);
    }

    public synchronized void delete(UUID run) {
        deleted.add(run);
        logs.remove(run);
    }

    /** Simulates that another tracker took its place, which has only this many entries of the run. */
    public synchronized void forget(UUID run, int from) {
        List<String> log = logs.getOrDefault(run, new ArrayList<>());
        log.subList(from, log.size()).clear();
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public synchronized List<String> lines(UUID run) {
        return List.copyOf(logs.getOrDefault(run, List.of()));
    }

    public synchronized List<RunEntry> entries(UUID run) {
        return lines(run).stream()
                .map(line -> RunLogJson.read(line.getBytes(UTF_8)))
                .toList();
    }

    @Override
    public synchronized long append(UUID run, List<byte[]> lines) {
        RunEntry first = read(lines.get(0));
        int bytes = lines.stream().mapToInt(line -> line.length + 1).sum();
        requests.add(new Request(run, first.sequence(), lines.size(), bytes));
        if (down != null) {
            throw down.get();
        }
        Fault fault = faults.poll();
        if (fault != null && !fault.isTaken()) {
            throw fault.thrown().get();
        }
        long next = take(run, lines);
        if (fault != null) {
            throw fault.thrown().get();
        }
        return next;
    }

    @Override
    public synchronized int mostRuns() {
        return mostRuns;
    }

    @Override
    public synchronized List<RunAnswer> append(List<RunLines> runs) {
        shared.add(List.copyOf(runs));
        if (isOld) {
            return List.of();
        }
        if (down != null) {
            throw down.get();
        }
        Fault fault = faults.poll();
        if (fault != null && !fault.isTaken()) {
            throw fault.thrown().get();
        }
        List<RunAnswer> answers = new ArrayList<>();
        for (RunLines one : runs) {
            try {
                answers.add(RunAnswer.stored(take(one.run(), one.lines())));
            } catch (DeletedException | GapException | RejectedException e) {
                answers.add(RunAnswer.refused(e));
            }
        }
        if (fault != null) {
            throw fault.thrown().get();
        }
        return answers;
    }

    private long take(UUID run, List<byte[]> lines) {
        if (deleted.contains(run)) {
            throw new DeletedException(run);
        }
        List<String> log = logs.computeIfAbsent(run, id -> new ArrayList<>());
        for (byte[] line : lines) {
            RunEntry entry = read(line);
            if (entry.sequence() > log.size()) {
                throw new GapException(run, entry.sequence(), log.size());
            }
            if (entry.sequence() == log.size()) {
                if (refused.test(entry)) {
                    throw new RejectedException("entry " + entry.sequence() + " is not to my taste");
                }
                log.add(new String(line, UTF_8));
            }
        }
        return log.size();
    }

    private static RunEntry read(byte[] line) {
        try {
            return RunLogJson.read(line);
        } catch (IllegalArgumentException e) {
            throw new RejectedException(String.valueOf(e.getMessage()), e);
        }
    }
}
