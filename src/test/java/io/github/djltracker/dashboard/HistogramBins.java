package io.github.djltracker.dashboard;

import io.github.djltracker.domain.value.Histogram;
import java.util.List;

/** The range of all values, divided into as many bins as the picture has. */
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

    /**
     * The percentage of a histogram's values that is in a bin, if the values of each bucket are spread evenly over it.
     */
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
