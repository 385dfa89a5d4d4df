package io.github.djltracker.store.check;

import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.log.RunState;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Checks one series of a run: its chunks, their bodies and statistics. Not thread-safe. */
final class SeriesCheck {
    private final Session session;
    private final Findings findings;
    private final RunState state;
    private final long series;
    private String place;

    SeriesCheck(Session session, Findings findings, String run, RunState state, long series) {
        this.session = session;
        this.findings = findings;
        this.state = state;
        this.series = series;
        place = run + ", series " + series;
    }

    /** Returns the statistics of all its points; unpacked points come after those in chunks. */
    Statistics check(@Nullable Points waiting) throws SQLException {
        SeriesRow row = session.only(
                found -> new SeriesRow(
                        series,
                        found.getString(1),
                        SeriesRow.phase(found.getString(2)),
                        found.getLong(3),
                        Statistics.read(found.getBytes(4))),
                "SELECT name, phase, points, statistics FROM series WHERE run = ? AND id = ?",
                state.run(),
                series);
        place += row.isIterations()
                ? " (iterations)"
                : " (" + row.name() + (row.phase() == null ? ")" : ", " + row.phase() + ")");
        Statistics sum = new Statistics();
        long end = 0;
        long entry = 0;
        // one by one, so that a chunk that cannot be read does not hide the chunks after it
        for (long first : session.list(
                found -> found.getLong(1),
                "SELECT first FROM chunk WHERE run = ? AND series = ? ORDER BY first",
                state.run(),
                series)) {
            findings.chunks++;
            long before = end;
            long entryBefore = entry;
            long[] after = {end, entry};
            findings.attempt(place + ", chunk at " + first, () -> {
                Chunk chunk = Chunk.at(session, state.run(), series, first);
                if (chunk != null) {
                    findings.require(first >= before, place, "the chunk at " + first + " begins before " + before);
                    after[0] = chunk.end();
                    sum.add(chunk.statistics());
                    after[1] = chunk(chunk, entryBefore);
                }
            });
            end = after[0];
            entry = after[1];
        }
        findings.require(
                end <= row.points(), place, "has " + end + " points in chunks, but its row says " + row.points());
        long settled = session.number("SELECT settled FROM series WHERE run = ? AND id = ?", state.run(), series);
        findings.require(
                settled >= 0 && settled <= row.points(),
                place,
                "is fully packed up to " + settled + ", but has " + row.points() + " points");
        String unlike = sum.difference(row.statistics());
        findings.require(unlike.isEmpty(), place, "its statistics do not match its chunks: " + unlike);
        if (waiting != null) {
            sum.add(Statistics.of(waiting, 0, waiting.count()));
            findings.points += waiting.count();
        }
        return sum;
    }

    /** Checks a chunk, and returns the entry of its last point. */
    private long chunk(Chunk chunk, long entryBefore) throws SQLException {
        String where = place + ", chunk at " + chunk.first();
        Points points = chunk.decode(session);
        findings.points += points.count();
        Statistics statistics = new Statistics();
        long entry = entryBefore;
        for (int i = 0; i < points.count(); i++) {
            if (!chunk.isRemoved(i)) {
                statistics.add(points, i);
            }
            long next = points.entries()[i];
            if (next < entry || next >= state.packed()) {
                findings.add(
                        where,
                        "point " + i + " refers to entry " + next + ", not from " + entry + " to before "
                                + state.packed());
            }
            entry = next;
        }
        findings.require(
                chunk.removed() == null || chunk.removed().length() <= chunk.points(),
                where,
                "it marks more points as removed than it has");
        String unlike = statistics.difference(chunk.statistics());
        findings.require(unlike.isEmpty(), where, "its statistics do not match its points: " + unlike);
        long last = session.number(
                "SELECT last_entry FROM chunk WHERE run = ? AND series = ? AND first = ?",
                state.run(),
                series,
                chunk.first());
        findings.require(last == entry, where, "its last entry is " + entry + ", but it says " + last);
        return entry;
    }
}
