package io.github.djltracker.exchange;

import java.util.Map;

/**
 * What an export wrote.
 *
 * @param points iterations and metrics
 * @param lost what the format cannot hold, by kind
 */
public record ExportReport(int runs, long points, Map<String, Long> lost) {
    public ExportReport {
        lost = Map.copyOf(lost);
    }
}
