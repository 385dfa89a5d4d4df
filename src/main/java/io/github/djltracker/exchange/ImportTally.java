package io.github.djltracker.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what an import has done so far. Not thread-safe. */
final class ImportTally {
    private static final int MAX_NOTES = 100;

    private final Importer.Progress progress;
    private final Map<String, Long> leftOut = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int runs;
    private int goneOn;
    private int upToDate;
    private long points;
    private long expected;

    ImportTally(Importer.Progress progress) {
        this.progress = progress;
    }

    void expect(long count) {
        expected = count;
    }

    /** Reports the progress. */
    void tell(String run) {
        progress.report(run, points, (long) runs + goneOn + upToDate, expected);
    }

    /** Counts a run, which existed before unless it is new. */
    void run(boolean isNew, boolean isChanged) {
        if (!isChanged) {
            upToDate++;
        } else if (isNew) {
            runs++;
        } else {
            goneOn++;
        }
    }

    void points(long added) {
        points += added;
    }

    void leaveOut(String reason, long count) {
        leftOut.merge(reason, count, Long::sum);
    }

    void note(String text) {
        if (notes.size() < MAX_NOTES && !notes.contains(text)) {
            notes.add(text);
        }
    }

    ImportReport report() {
        return new ImportReport(runs, goneOn, upToDate, points, leftOut, notes);
    }
}
