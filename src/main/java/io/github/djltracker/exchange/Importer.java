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
 * Writes what a {@link Source} reads into the logs of runs. What is there already is not written again: points of a run that
 * was imported before are compared one by one, so an import that broke off goes on, and one that is repeated adds only what is
 * new. Holds the points of one run that are there, and at most 10,000 that are not. Not thread-safe.
 */
public final class Importer {
    /** Is told how far an import is. */
    public interface Progress {
        /**
         * Called from time to time.
         *
         * @param run name of the run that is being read
         * @param points added so far
         * @param runs how many runs were read so far
         * @param expected how many there are to read, 0 if the source does not know
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
    /** Whether nothing of it but its start is there: an import may have broken off right behind that. */
    private boolean wantsSettings;

    private boolean isGone;
    private boolean isChanged;
    private final KnownPoints known = new KnownPoints();
    private final Map<ImportedSeries, SeriesBuffer> series = new LinkedHashMap<>();
    private final List<IterationModule> modules = new ArrayList<>();
    /** How many there are at each step. */
    private final Map<Long, Integer> iterations = new HashMap<>();

    private final SeriesBuffer newIterations = new SeriesBuffer("iterations", null);
    private int waiting;

    public Importer(RunLogs to, Progress progress) {
        this.to = requireNonNull(to, "to");
        tally = new ImportTally(requireNonNull(progress, "progress"));
    }

    /** How many runs the source has, where it knows before it reads them. */
    public void expect(long count) {
        tally.expect(count);
    }

    /**
     * Begins a run, which may be there from an earlier import: it is known by its id.
     *
     * @return how it began: as it is there, where it is
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
        RunStart run = requireNonNull(start, "no run was begun");
        return run.name() == null ? run.run().toString() : run.name();
    }

    /** How the run was trained, where it does not say from which step on: taken where nothing of the run but its start is there. */
    public void settings(String name, Map<String, ? extends @Nullable Object> attributes) {
        settings(new IterationModule(0, new ModuleRecord(name, new LinkedHashMap<>(attributes))));
    }

    /** How the run was trained from a step on: taken where nothing of the run but its start is there. */
    public void settings(IterationModule module) {
        if (wantsSettings) {
            modules.add(module);
            if (modules.size() == Limits.MAX_POINTS / 10) {
                flush();
            }
        }
    }

    /**
     * Says that there are so many iterations at a step, of which those that are there already are not added again.
     *
     * @throws IllegalArgumentException if the step is none
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
     * A point. What our model of data does not take is left out and counted.
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
            leaveOut("points that are new in runs that had ended when they were imported", 1);
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
                leaveOut("points of metrics whose names are not allowed", 1);
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

    /** Ends the run that was begun. */
    public void end(RunStatus status, Instant time, @Nullable String error) {
        end(new RunEnd(1, status, time, Map.of(), error));
    }

    /** Ends the run that was begun as another log says, whose number does not matter. */
    public void end(RunEnd end) {
        flush();
        if (!isEnded && !isGone) {
            append(new RunEnd(next, end.status(), end.time(), end.losses(), end.error()));
        }
        count();
    }

    /** Leaves the run that was begun without an end: more of it may come. */
    public void leaveOpen() {
        flush();
        count();
    }

    private void count() {
        tally.run(isNew, isChanged);
        tally.tell(name());
    }

    private void flush() {
        RunStart run = requireNonNull(start, "no run was begun");
        if (isGone || isEnded) {
            return;
        }
        if (next == 0) {
            append(run);
        }
        if (waiting == 0 && modules.isEmpty() && newIterations.count() == 0) {
            return;
        }
        // settings hang on an iteration
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
            note("run " + name() + " was deleted here, and stays so");
        }
    }

    /**
     * Appends a run as it was, by its own log.
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

    /** Counts what a source could not take. */
    public void leaveOut(String reason, long count) {
        tally.leaveOut(reason, count);
    }

    /** Something else that people should know. */
    public void note(String text) {
        tally.note(text);
    }

    public ImportReport report() {
        return tally.report();
    }
}
