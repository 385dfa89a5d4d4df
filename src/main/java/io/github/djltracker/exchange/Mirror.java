package io.github.djltracker.exchange;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Annotated;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.exchange.MirrorReport.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Copies runs from one store to another, entry by entry, so that a run is identical on both sides. Entries that the
 * other side already has are not sent again: a repeated copy sends only what is new, and an interrupted one resumes.
 * Annotations of the runs, their models and experiments are copied too; for each field the later value wins. Manually
 * logged values, outside of any run, are not copied, and runs that were deleted on the other side are skipped. Not
 * thread-safe; two copies at the same time do no harm.
 */
public final class Mirror {
    /** Maximum number of entries that are read and appended together; fewer if they are large. */
    static final int TOGETHER = 500;

    /** Receives the progress of a copy. */
    public interface Progress {
        /**
         * Called before each run and after each part of one.
         *
         * @param runs number of runs processed so far, of {@code total}
         * @param entries number of entries appended so far
         */
        void report(int runs, int total, long entries);
    }

    private record Source(UUID run, String experiment, Annotations annotations) {}

    private final RunLogs from;
    private final RunLogs to;
    private final List<Source> sources;
    private final Progress progress;
    private final List<Failure> failed = new ArrayList<>();
    private int copied;
    private int upToDate;
    private int deleted;
    private long entries;
    private long points;

    private Mirror(RunLogs from, RunLogs to, List<Source> sources, Progress progress) {
        this.from = from;
        this.to = to;
        this.sources = sources;
        this.progress = progress;
    }

    /**
     * Copies the runs of the experiments whose names match.
     *
     * @return the result, including runs that the other side rejected, which do not stop the others from being copied
     * @throws io.github.djltracker.domain.error.UnavailableException if a side is unavailable; what was copied so far
     *     stays
     */
    public static MirrorReport copy(Store from, Store to, Predicate<String> experiments, Progress progress) {
        MirrorReport report = copy(from, requireNonNull(to, "to").logs(), experiments, progress);
        List<Failure> failed = new ArrayList<>(report.failed());
        for (Experiment experiment : from.experiments().list()) {
            if (experiments.test(experiment.name())) {
                to.experiments().read(experiment.name()).ifPresent(there -> annotate(experiment, there, failed));
            }
        }
        return report.with(failed);
    }

    /** Copies the annotations of an experiment and of those of its models that exist on the other side. */
    private static void annotate(Experiment from, Experiment to, List<Failure> failed) {
        annotate("annotations", from, from, to, failed);
        for (Model model : from.models().list()) {
            to.models()
                    .read(model.hash())
                    .ifPresent(
                            there -> annotate("annotations of its model " + model.hash(), from, model, there, failed));
        }
    }

    private static void annotate(
            String what, Experiment experiment, Annotated from, Annotated to, List<Failure> failed) {
        Annotations said = from.annotations();
        if (said.isEmpty()) {
            return;
        }
        try {
            to.annotate(said.list());
        } catch (IllegalArgumentException | RejectedException | NotFoundException e) {
            failed.add(new Failure(null, experiment.name(), what + ": " + e.getMessage()));
        }
    }

    /** Copies like {@link #copy(Store, Store, Predicate, Progress)}, to a sink for writing only. */
    public static MirrorReport copy(Store from, Sink to, Predicate<String> experiments, Progress progress) {
        RunLogs logs = from.logs();
        return copy(from, to instanceof RunLogs both ? both : new OneWayLogs(logs, to), experiments, progress);
    }

    private static MirrorReport copy(Store from, RunLogs to, Predicate<String> experiments, Progress progress) {
        requireNonNull(from, "from");
        requireNonNull(progress, "progress");
        List<Source> sources = new ArrayList<>();
        for (Experiment experiment : from.experiments().list()) {
            if (experiments.test(experiment.name())) {
                for (Model model : experiment.models().list()) {
                    for (Run run : model.runs().list()) {
                        sources.add(new Source(run.id(), experiment.name(), run.annotations()));
                    }
                }
            }
        }
        return new Mirror(from.logs(), to, sources, progress).copy();
    }

    private MirrorReport copy() {
        for (int i = 0; i < sources.size(); i++) {
            progress.report(i, sources.size(), entries);
            Source source = sources.get(i);
            try {
                copy(source.run, i);
                if (!source.annotations.isEmpty()) {
                    to.annotate(source.run, source.annotations.list());
                }
            } catch (DeletedException e) {
                deleted++;
            } catch (RejectedException | GapException | IllegalArgumentException e) {
                fail(source, Objects.requireNonNullElse(e.getMessage(), "it was rejected"));
            } catch (NotFoundException e) {
                fail(source, "it was deleted here in the meantime");
            }
        }
        progress.report(sources.size(), sources.size(), entries);
        return new MirrorReport(copied, upToDate, deleted, entries, points, failed);
    }

    private void fail(Source source, String reason) {
        failed.add(new Failure(source.run, source.experiment, reason));
    }

    private void copy(UUID run, int place) {
        long next = to.next(run);
        List<RunEntry> part = from.entries(run, next, TOGETHER);
        if (part.isEmpty()) {
            upToDate++;
            return;
        }
        while (!part.isEmpty()) {
            next = to.append(run, part);
            entries += part.size();
            for (RunEntry entry : part) {
                points += entry instanceof RunBatch batch ? batch.points() : 0;
            }
            progress.report(place, sources.size(), entries);
            part = from.entries(run, next, TOGETHER);
        }
        copied++;
    }
}
