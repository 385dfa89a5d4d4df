package io.github.djltracker.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of an import.
 *
 * @param runs number of new runs
 * @param goneOn number of existing runs to which something was added
 * @param upToDate number of runs to which nothing was added
 * @param points iterations and metrics that were added
 * @param leftOut how much could not be imported, by reason
 * @param notes further messages for people, in at most 100 lines
 */
public record ImportReport(
        int runs, int goneOn, int upToDate, long points, Map<String, Long> leftOut, List<String> notes) {
    public ImportReport {
        leftOut = Map.copyOf(new TreeMap<>(leftOut));
        notes = List.copyOf(notes);
    }
}
