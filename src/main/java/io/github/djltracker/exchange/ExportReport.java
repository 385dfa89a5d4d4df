package io.github.djltracker.exchange;

import java.util.Map;

/**
 * The result of an export.
 *
 * @param points iterations and metrics
 * @param lost how much the format cannot hold, by kind
 */
public record ExportReport(int runs, long points, Map<String, Long> lost) {
    public ExportReport {
        lost = Map.copyOf(lost);
    }
}
