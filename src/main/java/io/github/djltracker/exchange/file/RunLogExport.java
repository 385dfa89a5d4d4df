package io.github.djltracker.exchange.file;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.wire.form.AnnotationLine;
import io.github.djltracker.wire.form.AnnotationLine.Subject;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes the logs of runs one after the other, as specified by {@code run-log.md}: one line per entry, in UTF-8, and
 * lines with the annotations of runs, models and experiments. Nothing of a run is lost.
 */
public final class RunLogExport implements RunWalk.Visitor {
    /** A model or experiment under the names that a run was recorded with. */
    private record Recorded(UUID id, String experiment, String hash) {}

    private final OutputStream out;
    private final Set<Recorded> written = new HashSet<>();
    private @Nullable RunStart start;
    private long points;

    private RunLogExport(OutputStream out) {
        this.out = out;
    }

    /** Writes the runs of the experiments whose names match. */
    public static ExportReport write(
            Store from, Predicate<String> experiments, OutputStream out, RunWalk.Progress progress) throws IOException {
        RunWalk walk = RunWalk.of(from, experiments);
        RunLogExport export = new RunLogExport(out);
        walk.forEach(export, progress);
        return new ExportReport(walk.size(), export.points, walk.withoutRuns());
    }

    @Override
    public void entry(Model model, Run run, RunEntry entry) throws IOException {
        line(RunLogJson.write(entry));
        if (entry instanceof RunBatch batch) {
            points += batch.points();
        } else if (entry instanceof RunStart first) {
            start = first;
        }
    }

    /**
     * Writes the annotations of a run, and those of its model and experiment once. If these were joined or renamed, runs
     * were recorded under several names, and an import creates a model or experiment for each: each gets the annotations.
     */
    @Override
    public void end(Model model, Run run) throws IOException {
        if (start == null) {
            return; // the run was deleted meanwhile
        }
        annotations(run, Subject.RUN, run.annotations());
        if (written.add(new Recorded(model.id(), start.experiment(), start.hash()))) {
            annotations(run, Subject.MODEL, model.annotations());
        }
        if (written.add(new Recorded(model.experiment().id(), start.experiment(), ""))) {
            annotations(run, Subject.EXPERIMENT, model.experiment().annotations());
        }
        start = null;
    }

    private void annotations(Run run, Subject of, Annotations said) throws IOException {
        if (!said.isEmpty()) {
            line(Forms.ANNOTATION_LINE.write(new AnnotationLine(run.id(), of, said.list())));
        }
    }

    private void line(byte[] json) throws IOException {
        out.write(json);
        out.write('\n');
    }
}
