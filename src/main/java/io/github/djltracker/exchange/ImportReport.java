package io.github.djltracker.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import did.
 *
 * @param runs runs that were not there before
 * @param goneOn runs that were there and of which something was new
 * @param upToDate runs of which nothing was
 * @param points iterations and metrics that were added
 * @param leftOut what could not be taken, by reason
 * @param notes what else is to be said, for people, in at most 100 lines
 */
public record ImportReport(
        int runs, int goneOn, int upToDate, long points, Map<String, Long> leftOut, List<String> notes) {
    public ImportReport {
        leftOut = Map.copyOf(new TreeMap<>(leftOut));
        notes = List.copyOf(notes);
    }
}
