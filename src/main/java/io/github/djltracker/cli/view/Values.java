package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Selection;
import io.github.djltracker.cli.find.SeriesFilter;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The values of a selection: run by run in the order in which they were recorded, then manually logged ones. Only a
 * part of a run's log is in memory at a time.
 */
public record Values(RunLogs logs, Selection selection, SeriesFilter filter) {
    private static final int TOGETHER = 500;

    public void each(Consumer<Value> reader) {
        List<Series> series =
                selection.series().stream().filter(filter::accepts).toList();
        Set<UUID> runs = series.stream()
                .filter(one -> one.run() != null)
                .map(Series::run)
                .collect(Collectors.toSet());
        for (RunRef ref : selection.runs()) {
            if (runs.contains(ref.run().id())) {
                ofRun(ref.run().id(), reader);
            }
        }
        series.stream()
                .filter(one -> one.run() == null)
                .map(Series::name)
                .distinct()
                .forEach(name -> byHand(name, reader));
    }

    private void ofRun(UUID run, Consumer<Value> reader) {
        long next = 1;
        List<RunEntry> entries = logs.entries(run, next, TOGETHER);
        while (!entries.isEmpty()) {
            for (RunEntry entry : entries) {
                if (entry instanceof RunBatch batch) {
                    batch.series().forEach(columns -> ofSeries(run, columns, reader));
                }
            }
            next += entries.size();
            entries = logs.entries(run, next, TOGETHER);
        }
    }

    private void ofSeries(UUID run, SeriesColumns columns, Consumer<Value> reader) {
        if (filter.accepts(columns.name(), columns.phase())) {
            for (int i = 0; i < columns.count(); i++) {
                reader.accept(new Value(
                        run,
                        columns.name(),
                        columns.phase(),
                        columns.steps()[i],
                        columns.times()[i],
                        columns.values()[i]));
            }
        }
    }

    private void byHand(String name, Consumer<Value> reader) {
        for (Metric metric : selection.model().model().metrics().list(name)) {
            if (metric.run() == null && filter.accepts(name, metric.phase())) {
                reader.accept(new Value(
                        null, name, metric.phase(), metric.step(), metric.time().toEpochMilli(), metric.value()));
            }
        }
    }
}
