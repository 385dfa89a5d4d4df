package io.github.djltracker.recorder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The series of a run and their numbers, up to a limit. Not thread-safe: guarded by the recorder's lock. */
final class SeriesTable {
    /** Maximum number of characters of all names and phases of a run. */
    static final long MAX_NAME_CHARACTERS = 500_000;

    private final Map<SeriesName, Integer> numbers = new HashMap<>();
    private List<SeriesName> added = new ArrayList<>();
    private long nameCharacters;

    /** The number of a series, which is assigned if it is new; {@link Recorder#NO_SERIES} beyond the limit. */
    int number(SeriesName series) {
        Integer known = numbers.get(series);
        if (known != null) {
            return known;
        }
        long characters = series.characters();
        if (numbers.size() >= Recorder.MAX_SERIES || nameCharacters + characters > MAX_NAME_CHARACTERS) {
            return Recorder.NO_SERIES;
        }
        nameCharacters += characters;
        int number = numbers.size();
        numbers.put(series, number);
        added.add(series);
        return number;
    }

    /** The series that were added since the last call, by ascending number. */
    List<SeriesName> takeAdded() {
        List<SeriesName> taken = added;
        added = new ArrayList<>();
        return taken;
    }
}
