package io.github.djltracker.exchange;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a {@link Source} reads to the logs of runs. Nothing is written twice: points of a run that was imported
 * before are compared one by one. An interrupted import therefore resumes, and a repeated one adds only what is new.
 * Keeps in memory the existing points of one run, and at most 10,000 new ones. Not thread-safe.
 */
public final class Importer {
    /** Receives the progress of an import. */
    public interface Progress {
        /**
         * Called from time to time.
         *
         * @param run name of the run that is being read
         * @param points points added so far
         * @param runs number of runs read so far
         * @param expected total number of runs, 0 if the source does not know
         */
        void report(String run, long points, long runs, long expected);
    }

    private final RunLogs to;
    private final ImportTally tally;

    // of the run that is being read
    private @Nullable RunStart start;
    private long next;
    private boolean isEnded;
    private boolean isNew;
    /** Whether only the start of the run exists: an earlier import may have been interrupted right after it. */
    private boolean wantsSettings;

    private boolean isGone;
    private boolean isChanged;
    private final KnownPoints known = new KnownPoints();
    private final Map<ImportedSeries, SeriesBuffer> series = new LinkedHashMap<>();
    private final List<IterationModule> modules = new ArrayList<>();
    /** The number of iterations at each step. */
    private final Map<Long, Integer> iterations = new HashMap<>();

    private final SeriesBuffer newIterations = new SeriesBuffer("iterations", null);
    private int waiting;

    public Importer(RunLogs to, Progress progress) {
        this.to = requireNonNull(to, "to");
        tally = new ImportTally(requireNonNull(progress, "progress"));
    }

    /** Sets the number of runs in the source, if it is known in advance. */
    public void expect(long count) {
        tally.expect(count);
    }

    /**
     * Starts a run, which may exist from an earlier import; runs are identified by their ids.
     *
     * @return its start; the existing one if the run exists
     */
    public RunStart begin(RunStart run) {
        start = run;
        known.clear();
        series.clear();
        modules.clear();
        iterations.clear();
        newIterations.take(Integer.MAX_VALUE);
        waiting = 0;
        isEnded = false;
        isGone = false;
        isChanged = false;
        next = to.next(run.run());
        isNew = next == 0;
        wantsSettings = next <= 1;
        if (!isNew) {
            readKnown(run.run());
        }
        tally.tell(name());
        return start;
    }

    private void readKnown(UUID run) {
        for (long from = 0; from < next; ) {
            List<RunEntry> part = to.entries(run, from, Mirror.TOGETHER);
            if (part.isEmpty()) {
                break;
            }
            for (RunEntry entry : part) {
                from = entry.sequence() + 1;
                if (entry instanceof RunBatch batch) {
                    batch.series().forEach(known::add);
                    for (long step : batch.iterations().steps()) {
                        iterations.merge(step, 1, Integer::sum);
                    }
                } else if (entry instanceof RunEnd) {
                    isEnded = true;
                } else {
                    start = (RunStart) entry;
                }
            }
        }
    }

    private String name() {
        RunStart run = requireNonNull(start, "no run has been started");
        return run.name() == null ? run.run().toString() : run.name();
    }

    /** Sets how the run was trained, if the step is not known. Ignored if more than the start of the run exists. */
    public void settings(String name, Map<String, ? extends @Nullable Object> attributes) {
        settings(new IterationModule(0, new ModuleRecord(name, new LinkedHashMap<>(attributes))));
    }

    /** Sets how the run was trained from a step on. Ignored if more than the start of the run exists. */
    public void settings(IterationModule module) {
        if (wantsSettings) {
            modules.add(module);
            if (modules.size() == Limits.MAX_POINTS / 10) {
                flush();
            }
        }
    }

    /**
     * Sets the number of iterations at a step; those that exist are not added again.
     *
     * @throws IllegalArgumentException if the step is invalid
     */
    public void iterations(long step, int count) {
        Limits.step(step);
        for (int there = iterations.getOrDefault(step, 0); there < count && !isEnded; there++) {
            iteration(step);
            if (newIterations.count() == Limits.MAX_POINTS / 2) {
                flush();
            }
        }
    }

    private void iteration(long step) {
        iterations.merge(step, 1, Integer::sum);
        newIterations.add(step, requireNonNull(start).time().toEpochMilli(), 0);
    }

    /**
     * Adds a point. Points that our data model does not allow are left out and counted.
     *
     * @param time milliseconds since 1970
     */
    public void point(String name, @Nullable String phase, long step, long time, double value) {
        if (step < 0 || step > Limits.MAX_INTEGER) {
            leaveOut("points at steps below 0 or above 2^53", 1);
            return;
        }
        ImportedSeries key = new ImportedSeries(name, phase);
        long millis = Math.min(Math.max(time, 0), Limits.MAX_INTEGER);
        if (known.take(key, step, millis, value)) {
            return;
        }
        if (isEnded) {
            leaveOut("new points in runs that had ended when they were imported", 1);
            return;
        } else if (isGone) {
            return;
        }
        SeriesBuffer buffer = series.get(key);
        if (buffer == null) {
            try {
                Limits.name("metric name", name);
                Limits.phase(phase);
            } catch (IllegalArgumentException e) {
                leaveOut("points of metrics with invalid names", 1);
                note(String.valueOf(e.getMessage()));
                return;
            }
            buffer = new SeriesBuffer(name, phase);
            series.put(key, buffer);
        }
        buffer.add(step, millis, value);
        if (++waiting == Limits.MAX_POINTS) {
            flush();
        }
    }

    /** Ends the current run. */
    public void end(RunStatus status, Instant time, @Nullable String error) {
        end(new RunEnd(1, status, time, Map.of(), error));
    }

    /** Ends the current run like the end of another log, whose sequence number is ignored. */
    public void end(RunEnd end) {
        flush();
        if (!isEnded && !isGone) {
            append(new RunEnd(next, end.status(), end.time(), end.losses(), end.error()));
        }
        count();
    }

    /** Leaves the current run without an end, because more of it may follow. */
    public void leaveOpen() {
        flush();
        count();
    }

    private void count() {
        tally.run(isNew, isChanged);
        tally.tell(name());
    }

    private void flush() {
        RunStart run = requireNonNull(start, "no run has been started");
        if (isGone || isEnded) {
            return;
        }
        if (next == 0) {
            append(run);
        }
        if (waiting == 0 && modules.isEmpty() && newIterations.count() == 0) {
            return;
        }
        // settings belong to an iteration
        for (IterationModule module : modules) {
            if (!iterations.containsKey(module.step())) {
                iteration(module.step());
            }
        }
        SeriesColumns steps = newIterations.take(Limits.MAX_POINTS);
        IterationColumns settings = new IterationColumns(steps.steps(), new int[steps.count()], steps.times());
        List<SeriesColumns> columns = new ArrayList<>();
        int room = Limits.MAX_POINTS - settings.count();
        for (SeriesBuffer buffer : series.values()) {
            SeriesColumns some = buffer.take(room);
            room -= some.count();
            if (some.count() > 0) {
                columns.add(some);
            }
        }
        int count = columns.stream().mapToInt(SeriesColumns::count).sum();
        append(new RunBatch(next, settings, columns, List.copyOf(modules)));
        modules.clear();
        waiting -= count;
        tally.points(count + settings.count());
        tally.tell(name());
        if (waiting > 0) {
            flush();
        }
        if (series.size() > Limits.MAX_SERIES) {
            series.clear();
        }
    }

    private void append(RunEntry entry) {
        if (isGone) {
            return;
        }
        try {
            next = to.append(requireNonNull(start).run(), entry);
            isChanged = true;
        } catch (DeletedException e) {
            isGone = true;
            note("run " + name() + " was deleted here, and is not imported again");
        }
    }

    /**
     * Appends a run unchanged, from its own log.
     *
     * @throws DeletedException if it was deleted here
     */
    public void take(UUID run, List<RunEntry> log) {
        long before = to.next(run);
        List<RunEntry> wanted =
                log.stream().filter(entry -> entry.sequence() >= before).toList();
        for (int from = 0; from < wanted.size(); from += Mirror.TOGETHER) {
            to.append(run, wanted.subList(from, Math.min(wanted.size(), from + Mirror.TOGETHER)));
        }
        for (RunEntry entry : wanted) {
            tally.points(entry instanceof RunBatch batch ? batch.points() : 0);
        }
        tally.run(before == 0, !wanted.isEmpty());
    }

    /** Counts what a source could not import. */
    public void leaveOut(String reason, long count) {
        tally.leaveOut(reason, count);
    }

    /** Adds another message for people. */
    public void note(String text) {
        tally.note(text);
    }

    public ImportReport report() {
        return tally.report();
    }
}
