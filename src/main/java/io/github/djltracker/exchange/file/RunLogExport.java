package io.github.djltracker.exchange.file;

import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Predicate;

/**
 * Writes the logs of runs one after the other, as specified by {@code run-log.md}: one line per entry, in UTF-8.
 * Nothing of a run is lost.
 */
public final class RunLogExport {
    private RunLogExport() {}

    /** Writes the runs of the experiments whose names match. */
    public static ExportReport write(
            Store from, Predicate<String> experiments, OutputStream out, RunWalk.Progress progress) throws IOException {
        RunWalk walk = RunWalk.of(from, experiments);
        long[] points = {0};
        walk.forEach(
                (model, run, entry) -> {
                    out.write(RunLogJson.write(entry));
                    out.write('\n');
                    points[0] += entry instanceof RunBatch batch ? batch.points() : 0;
                },
                progress);
        return new ExportReport(walk.size(), points[0], walk.byHand());
    }
}
