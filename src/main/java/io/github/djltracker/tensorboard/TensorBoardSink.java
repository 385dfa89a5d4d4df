package io.github.djltracker.tensorboard;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.destination.ModelTree;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.run.TrainingSettings;
import io.github.djltracker.domain.value.Histogram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes runs as TensorBoard event files: a directory for each run, and in it one for each phase, so that training
 * and validation are drawn into one chart. {@code tensorboard.md} describes how a run is mapped. Files are forced to
 * disk before an append returns. They show their progress themselves, so no other state is stored. Thread-safe.
 */
final class TensorBoardSink implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(TensorBoardSink.class);

    /** Maximum number of runs that are kept in memory, so that their files need not be read again. */
    private static final int MAX_RUNS = 100;
    /** Maximum number of characters of a text; TensorBoard's page shows all of them. */
    private static final int MAX_TEXT = 100_000;
    /** How often the start of a run is retried to wait for the run that it resumes. */
    private static final int MAX_WAITS = 5;

    private final Path logs;
    // guarded by this
    private final Map<UUID, RunDirectory> open = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, RunDirectory> eldest) {
            return size() > MAX_RUNS;
        }
    };

    private final Map<UUID, Integer> waits = new LinkedHashMap<>();

    TensorBoardSink(Path logs) {
        this.logs = logs;
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        return append(run, List.of(requireNonNull(entry, "entry")));
    }

    @Override
    public synchronized long append(UUID run, List<RunEntry> entries) {
        requireNonNull(run, "run");
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no entry to append to run " + run);
        }
        boolean isDone = false;
        try {
            RunDirectory directory = directory(run, entries.get(0));
            for (RunEntry entry : entries) {
                long next = directory.main().entry() + 1;
                if (entry.sequence() >= next && directory.main().isEnded()) {
                    throw new RejectedException("run " + run + " ended with entry " + (next - 1) + ": entry "
                            + entry.sequence() + " is rejected");
                } else if (entry.sequence() > next) {
                    throw new GapException(run, entry.sequence(), next);
                } else if (entry.sequence() == next) {
                    add(directory, entry);
                }
            }
            directory.write();
            isDone = true;
            return directory.main().entry() + 1;
        } catch (IOException e) {
            throw new UnavailableException(
                    "the event files in " + logs + " cannot be written (" + e
                            + "): free space, or make it writable; entries are kept until then",
                    e);
        } finally {
            if (!isDone) {
                // only the files show how much of it was written
                open.remove(run);
            }
        }
    }

    private RunDirectory directory(UUID run, RunEntry first) throws IOException {
        RunDirectory known = open.get(run);
        if (known == null) {
            known = RunDirectory.find(logs, run);
        }
        if (known == null && first instanceof RunStart start) {
            if (!start.run().equals(run)) {
                throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
            }
            known = RunDirectory.of(logs, start);
        }
        if (known == null) {
            throw new GapException(run, first.sequence(), 0);
        }
        open.put(run, known);
        return known;
    }

    private void add(RunDirectory directory, RunEntry entry) throws IOException {
        if (entry instanceof RunStart start) {
            start(directory, start);
        } else if (entry instanceof RunBatch batch) {
            batch(directory, batch);
        } else {
            end(directory, (RunEnd) entry);
        }
    }

    private void start(RunDirectory directory, RunStart start) throws IOException {
        List<byte[]> events = List.of(Events.text(start.time().toEpochMilli(), "model", model(start)));
        ResumePoint resumed = start.resumedFrom();
        RunDirectory ancestor = resumed == null ? null : RunDirectory.find(logs, resumed.run());
        if (resumed == null || ancestor == null) {
            directory.main().add(0, events, start.hash(), false);
            return;
        }
        if (!ancestor.hasAllUpTo(resumed.step()) && waits.merge(start.run(), 1, Integer::sum) <= MAX_WAITS) {
            throw new UnavailableException("run " + start.run() + " resumes at step " + resumed.step() + " of run "
                    + resumed.run() + ", which has not reached that step yet");
        }
        if (waits.remove(start.run()) != null && !ancestor.hasAllUpTo(resumed.step())) {
            LOG.warn(
                    "run {} resumes at step {} of run {}, of which not all is in {}: its curves begin with a gap",
                    start.run(),
                    resumed.step(),
                    resumed.run(),
                    logs);
        }
        directory.begin(ancestor, resumed.step(), events, start.hash());
    }

    private static String model(RunStart start) {
        return "hash `" + start.hash() + "`\n\n" + ModelTree.markdown(start, MAX_TEXT);
    }

    private static void batch(RunDirectory directory, RunBatch batch) throws IOException {
        Map<EventFile, List<byte[]>> points = new LinkedHashMap<>();
        for (SeriesColumns series : batch.series()) {
            if (Histogram.isSeries(series.name(), series.phase())) {
                continue;
            }
            List<byte[]> events = points.computeIfAbsent(directory.phase(series.phase()), any -> new ArrayList<>());
            for (int i = 0; i < series.count(); i++) {
                events.add(Events.scalar(series.times()[i], series.steps()[i], series.name(), series.values()[i]));
            }
        }
        List<byte[]> own = points.remove(directory.main());
        points.forEach((file, events) -> file.add(batch.sequence(), events, "", false));
        List<byte[]> main = new ArrayList<>(own == null ? List.of() : own);
        boolean isHparams = !batch.modules().isEmpty() && !directory.main().hasHparams();
        if (isHparams) {
            main.add(hparams(directory, batch.modules()));
        }
        directory.main().add(batch.sequence(), main, "", isHparams);
    }

    /** The settings of the first batch that has any, because TensorBoard reads the settings of a run once. */
    private static byte[] hparams(RunDirectory directory, List<IterationModule> modules) {
        Map<String, Object> hparams = new LinkedHashMap<>();
        hparams.put("model.hash", directory.main().hash());
        for (IterationModule module : modules) {
            TrainingSettings.of(module.module()).forEach(hparams::putIfAbsent);
        }
        return Events.sessionStart(directory.start(), hparams);
    }

    private static void end(RunDirectory directory, RunEnd end) {
        List<byte[]> events = new ArrayList<>();
        boolean isHparams = !directory.main().hasHparams();
        if (isHparams) {
            events.add(hparams(directory, List.of()));
        }
        events.add(Events.sessionEnd(end.time(), end.status() == RunStatus.FINISHED));
        directory.main().add(end.sequence(), events, Marker.END, isHparams);
    }

    @Override
    public String toString() {
        return "TensorBoard's logs in " + logs;
    }
}
