package io.github.djltracker.dashboard;

import io.github.djltracker.domain.value.Histogram;
import java.util.List;

/** The range of all values, cut into as many bins as the picture has. */
record HistogramBins(double low, double high) {
    private static final int COUNT = 64;

    static HistogramBins of(List<Histogram> looks) {
        return new HistogramBins(
                looks.stream().mapToDouble(Histogram::low).min().orElseThrow(),
                looks.stream().mapToDouble(Histogram::high).max().orElseThrow());
    }

    double edge(int bin) {
        return low + (high - low) * bin / COUNT;
    }

    /** The share of the values of a look that is in a bin, in per cent, those in one of its buckets being spread evenly. */
    double percent(Histogram look, int bin) {
        double width = (look.high() - look.low()) / Histogram.BUCKETS;
        double within = 0;
        for (int i = 0; i < Histogram.BUCKETS; i++) {
            double from = Math.max(edge(bin), look.low() + i * width);
            double to = Math.min(edge(bin + 1), look.low() + (i + 1) * width);
            within += look.counts().get(i) * Math.max(0, to - from) / width;
        }
        return 100 * within / look.counts().stream().mapToLong(count -> count).sum();
    }

    int binAt(double value) {
        return (int) Math.floor((value - low) / (high - low) * COUNT);
    }
}
