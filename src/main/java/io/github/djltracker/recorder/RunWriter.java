package io.github.djltracker.recorder;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a recorder's thread: wait, take the filled buffer, append it entry by entry. A failed entry is retried
 * until the sink accepts or rejects it. Confined to the recorder thread.
 */
final class RunWriter implements Runnable {
    /** How often an empty entry is appended if there is nothing to record, so that the run is not considered lost. */
    static final Duration HEARTBEAT = Duration.ofSeconds(20);
    /** How often the sampler is called. */
    static final Duration SAMPLE_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RunWriter.class);

    private final Recorder recorder;
    private final UUID run;
    private final Sink sink;
    private @Nullable Supplier<RunStart> start;
    private final Consumer<Recorder> sampler;
    private final Pace pace;
    private final Losses losses;
    private final BatchColumns columns = new BatchColumns();
    private final Set<Class<?>> warned = new HashSet<>();
    private long next = 1;
    private boolean isGone;
    private long lastAppend;
    private long nextSample;

    RunWriter(
            Recorder recorder,
            UUID run,
            Sink sink,
            Supplier<RunStart> start,
            Consumer<Recorder> sampler,
            Pace pace,
            Losses losses) {
        this.recorder = recorder;
        this.run = run;
        this.sink = sink;
        this.start = start;
        this.sampler = sampler;
        this.pace = pace;
        this.losses = losses;
    }

    Sink sink() {
        return sink;
    }

    @Override
    public void run() {
        try {
            nextSample = pace.nanos();
            isGone = !append(takeStart().get());
            recorder.settle(1, !isGone);
            Ending ending;
            do {
                sample();
                // asked before the swap, so that everything recorded before the end is in the buffer that the swap
                // takes
                ending = recorder.ending();
                drain(recorder.swap(columns));
                beat();
                if (ending == null && !recorder.takeAwake()) {
                    pace.untilFlush();
                }
            } while (ending == null);
            end(ending);
        } catch (RuntimeException | Error e) {
            LOG.error("run {} cannot be recorded any more: the recorder failed", run, e);
            isGone = true;
            recorder.end(RunStatus.FAILED, "the recorder failed: " + e);
            drain(recorder.swap(columns));
            recorder.settle(0, false);
        } finally {
            recorder.finish();
        }
    }

    /** Returns the supplier of the start and releases it, because the modules of a large network take up memory. */
    private Supplier<RunStart> takeStart() {
        Supplier<RunStart> taken = requireNonNull(start);
        start = null;
        return taken;
    }

    private void drain(PointBuffer points) {
        annotate(List.copyOf(points.annotations()));
        int from = 0;
        while (from < points.size() || (from == 0 && !points.isEmpty())) {
            int to = Math.min(points.size(), from + Limits.MAX_POINTS);
            var modules = from == 0 ? List.copyOf(points.modules()) : List.<IterationModule>of();
            boolean arrived = !isGone && append(columns.entry(next, points, from, to, modules));
            int count = to - from + modules.size();
            if (arrived) {
                next++;
            } else {
                losses.add(LossReason.REJECTED, count);
            }
            recorder.settle(count, arrived);
            from = Math.max(to, 1);
        }
    }

    private void annotate(List<Annotation> said) {
        if (!said.isEmpty()) {
            boolean arrived = !isGone && deliver(() -> sink.annotate(run, said), "annotations");
            if (!arrived) {
                losses.add(LossReason.REJECTED, said.size());
            }
            recorder.settle(said.size(), arrived);
        }
    }

    private void beat() {
        if (!isGone && pace.nanos() - lastAppend > HEARTBEAT.toNanos()) {
            if (append(new RunBatch(next, IterationColumns.NONE, List.of(), List.of()))) {
                next++;
            }
        }
    }

    private void sample() {
        if (pace.nanos() - nextSample >= 0) {
            nextSample = pace.nanos() + SAMPLE_INTERVAL.toNanos();
            try {
                sampler.accept(recorder);
            } catch (RuntimeException | LinkageError e) {
                LOG.debug("run {}: sampling failed", run, e);
            }
        }
    }

    private void end(Ending ending) {
        RunEnd end = new RunEnd(next, ending.status(), ending.time(), losses.byReason(), ending.error());
        if (isGone || !append(end)) {
            recorder.settle(0, false);
        }
        if (end.losses().isEmpty()) {
            LOG.debug("run {} ended: {}", run, ending.status());
        } else {
            LOG.info("run {} ended: {}, points lost: {}", run, ending.status(), end.losses());
        }
    }

    /** Retries until the sink has stored the entry. Returns false if it has permanently rejected it. */
    private boolean append(RunEntry entry) {
        return deliver(() -> sink.append(run, entry), "entry " + entry.sequence());
    }

    private boolean deliver(Runnable delivery, String what) {
        for (int failures = 1; ; failures++) {
            try {
                delivery.run();
                lastAppend = pace.nanos();
                if (failures > 1) {
                    LOG.debug("entries of run {} are accepted again, after {} failed attempts", run, failures - 1);
                }
                return true;
            } catch (GapException | DeletedException e) {
                isGone = true;
                LOG.warn("run {} does not exist in its sink any more; the rest of it is lost: {}", run, e.getMessage());
                return false;
            } catch (ClosedException e) {
                isGone = true;
                LOG.warn("run {} was still recording when its sink was closed; the rest of it is lost", run);
                return false;
            } catch (RejectedException | NotFoundException | IllegalArgumentException e) {
                LOG.warn("run {}: {} was rejected and is lost", run, what, e);
                return false;
            } catch (Throwable e) { // the run continues whatever a sink throws; nothing else catches it on this thread
                if (warned.add(e.getClass())) {
                    LOG.warn("run {} cannot be recorded at the moment, and is retried; logged once per cause", run, e);
                }
            }
            pace.untilRetry(failures);
        }
    }
}
