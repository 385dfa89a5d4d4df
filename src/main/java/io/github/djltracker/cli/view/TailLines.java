package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.SeriesFilter;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Histogram;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * New values of a run as lines of text, one line per phase: the latest value of each metric, or the values of every
 * step. Remembers the epoch; not thread-safe.
 */
public final class TailLines {
    private static final int TIME_OF_DAY = "uuuu-MM-dd ".length();

    private final SeriesFilter filter;
    private final boolean every;
    private final ZoneId zone;
    private long epoch;

    /** The values of a phase in one line. */
    private static final class Line {
        final Map<String, Double> values = new LinkedHashMap<>();
        long step;
        long time;
    }

    public TailLines(SeriesFilter filter, boolean every, ZoneId zone) {
        this.filter = filter;
        this.every = every;
        this.zone = zone;
    }

    public List<String> of(List<RunEntry> entries) {
        // the steps of each phase in order; if only the latest values are shown, they share one key
        Map<String, Map<Long, Line>> phases = new LinkedHashMap<>();
        for (RunEntry entry : entries) {
            if (entry instanceof RunBatch batch) {
                add(phases, batch);
            }
        }
        List<String> lines = new ArrayList<>();
        phases.forEach((phase, steps) -> steps.values().forEach(line -> lines.add(text(phase, line))));
        return lines;
    }

    private void add(Map<String, Map<Long, Line>> phases, RunBatch batch) {
        int count = batch.iterations().count();
        if (count > 0) {
            epoch = batch.iterations().epochs()[count - 1];
        }
        for (SeriesColumns series : batch.series()) {
            if (isShown(series)) {
                String phase = Objects.requireNonNullElse(series.phase(), "");
                Map<Long, Line> steps = phases.computeIfAbsent(phase, key -> new TreeMap<>());
                for (int i = every ? 0 : series.count() - 1; i < series.count(); i++) {
                    Line line = steps.computeIfAbsent(every ? series.steps()[i] : 0, key -> new Line());
                    line.step = Math.max(line.step, series.steps()[i]);
                    line.time = Math.max(line.time, series.times()[i]);
                    line.values.put(series.name(), series.values()[i]);
                }
            }
        }
    }

    private boolean isShown(SeriesColumns series) {
        boolean told = filter.namesMetrics() || filter.namesPhases();
        return !Histogram.isSeries(series.name(), series.phase())
                && filter.accepts(series.name(), series.phase())
                && (told || !new TellingSeries.Key(series.name(), series.phase()).isMachinery());
    }

    private String text(String phase, Line line) {
        StringBuilder text = new StringBuilder();
        text.append(Format.time(Instant.ofEpochMilli(line.time), zone).substring(TIME_OF_DAY));
        text.append("  step ").append(line.step);
        if (epoch > 0) {
            text.append("  epoch ").append(epoch);
        }
        if (!phase.isEmpty()) {
            text.append("  ").append(phase);
        }
        line.values.forEach(
                (name, value) -> text.append("  ").append(name).append(' ').append(Format.number(value)));
        return text.toString();
    }
}
