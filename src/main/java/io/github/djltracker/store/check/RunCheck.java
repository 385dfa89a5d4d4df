package io.github.djltracker.store.check;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.codec.EntryCodec;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.find.IndexCheck;
import io.github.djltracker.store.log.LogReader;
import io.github.djltracker.store.log.RunState;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks one run: its state, entries, series, chunks and log. Within one transaction; not thread-safe. */
final class RunCheck {
    private static final int LOG_PART = 500;

    private final Session session;
    private final Findings findings;
    private final String place;
    private final long run;
    private final UUID id;
    private final Map<Long, Points> waiting = new HashMap<>();

    RunCheck(Session session, Findings findings, String place, long run, UUID id) {
        this.session = session;
        this.findings = findings;
        this.place = place;
        this.run = run;
        this.id = id;
    }

    void check() throws SQLException {
        long before = findings.count();
        findings.attempt(place, this::texts);
        RunState state = RunState.read(session, id);
        if (state == null) {
            findings.add(place, "its state is missing: the run is not listed, and cannot be continued");
            return;
        }
        findings.attempt(place, () -> counters(state));
        findings.attempt(place, () -> entries(state));
        findings.attempt(place, () -> modules(state));
        long[] steps = {Long.MAX_VALUE, Long.MIN_VALUE};
        for (long series :
                session.list(row -> row.getLong(1), "SELECT id FROM series WHERE run = ? ORDER BY id", run)) {
            findings.series++;
            findings.attempt(place + ", series " + series, () -> {
                SeriesCheck check = new SeriesCheck(session, findings, place, state, series);
                Statistics all = check.check(waiting.remove(series));
                steps[0] = Math.min(steps[0], all.firstStep);
                steps[1] = Math.max(steps[1], all.lastStep);
            });
        }
        waiting.keySet()
                .forEach(series -> findings.add(place, "series " + series + " of an unpacked entry is missing"));
        findings.require(
                steps[0] > steps[1]
                        || (state.firstStep() != null
                                && state.firstStep() <= steps[0]
                                && state.lastStep() != null
                                && state.lastStep() >= steps[1]),
                place,
                "has steps " + steps[0] + " to " + steps[1] + ", but its state says " + state.firstStep() + " to "
                        + state.lastStep());
        findings.attempt(place + ", log", () -> log(state));
        // damaged data has other values than before, so a comparison would find nothing new
        if (findings.count() == before) {
            findings.attempt(place + ", values", () -> values(state));
        }
    }

    private void values(RunState state) throws SQLException {
        IndexCheck.mistakes(session, run, state.isIndexed()).forEach(what -> findings.add(place, what));
    }

    /** Checks that the columns with JSON can be read. */
    private void texts() throws SQLException {
        session.each(
                row -> {
                    String status = row.getString(1);
                    findings.require(isEnd(status), place, "its status is " + status);
                    text("environment", row.getString(2));
                    text("losses", row.getString(3));
                    findings.require(
                            (status == null) == (row.getObject(4) == null), place, "has only one of status and end");
                },
                "SELECT status, environment, losses, ended FROM run WHERE id = ?",
                run);
    }

    private void text(String what, @Nullable String json) {
        if (json != null) {
            findings.attempt(place + ", " + what, () -> AttributesJson.read(json));
        }
    }

    private static boolean isEnd(@Nullable String status) {
        if (status == null) {
            return true;
        }
        for (RunStatus one : RunStatus.values()) {
            if (one.isEnd() && one.name().equals(status)) {
                return true;
            }
        }
        return false;
    }

    private void counters(RunState state) throws SQLException {
        findings.require(
                1 <= state.packed() && state.packed() <= state.next(),
                place,
                "its entries before " + state.packed() + " are packed, but " + state.next() + " is expected next");
        // from each entry here on, the number in the model's order is the sequence number plus the offset
        List<long[]> offsets = session.list(
                row -> new long[] {row.getLong(1), row.getLong(2)},
                "SELECT sequence, lead FROM stretch WHERE run = ? ORDER BY sequence",
                run);
        findings.require(
                offsets.isEmpty() || offsets.get(offsets.size() - 1)[0] < state.packed(),
                place,
                "has the position of an entry that is not packed apart from the entry");
        session.each(
                row -> {
                    Long number = Session.longOrNull(row, 2);
                    findings.require(
                            number != null,
                            place,
                            "entry " + row.getLong(1) + " has no position in the order of its model");
                    if (number != null) {
                        offsets.add(new long[] {row.getLong(1), number - row.getLong(1)});
                    }
                },
                "SELECT sequence, number FROM entry WHERE run = ? AND sequence > 0 ORDER BY sequence",
                run);
        if (state.next() == 1) {
            findings.require(offsets.isEmpty(), place, "has positions in the order of its model, but no entry");
            return;
        }
        findings.require(
                !offsets.isEmpty() && offsets.get(0)[0] == 1,
                place,
                "has no position in the order of its model for its first entry");
        positions(state, offsets);
    }

    private void positions(RunState state, List<long[]> offsets) throws SQLException {
        for (int i = 1; i < offsets.size(); i++) {
            findings.require(
                    offsets.get(i)[1] >= offsets.get(i - 1)[1],
                    place,
                    "entry " + offsets.get(i)[0] + " is before an earlier one in the order of its model");
        }
        if (!offsets.isEmpty()) {
            long[] last = offsets.get(offsets.size() - 1);
            findings.require(
                    last[1] == state.lead() && last[0] < state.next(),
                    place,
                    "its last position offset is " + last[1] + " from entry " + last[0] + " on, but its state says "
                            + state.lead() + " at " + (state.next() - 1));
            long recorded = session.number("SELECT recorded FROM model_state WHERE model = ?", state.model());
            findings.require(
                    state.next() - 1 + state.lead() <= recorded,
                    place,
                    "has number " + (state.next() - 1 + state.lead()) + ", but the model recorded " + recorded);
        }
    }

    /** Checks that the start, the unpacked entries and the end exist and can be read, and that there are no others. */
    private void entries(RunState state) throws SQLException {
        long[] wanted = {0};
        long[] counts = {0, 0};
        session.each(
                row -> {
                    long sequence = row.getLong(1);
                    byte[] body = row.getBytes(2);
                    findings.entries++;
                    // the start stays when the entries after it are packed
                    long expected = sequence > 0 && wanted[0] == 1 ? state.packed() : wanted[0];
                    findings.require(
                            sequence == expected,
                            place,
                            "entry " + expected + " is missing, and " + sequence + " is next");
                    wanted[0] = sequence + 1;
                    findings.attempt(place + ", entry " + sequence, () -> entry(state, sequence, body, counts));
                },
                "SELECT sequence, body FROM entry WHERE run = ? ORDER BY sequence",
                run);
        long end = wanted[0] == 1 ? state.packed() : wanted[0];
        findings.require(
                wanted[0] > 0 && end == state.next(),
                place,
                "its entries end before " + wanted[0] + ", but " + state.next() + " is expected next");
        findings.require(
                counts[0] == state.waiting(),
                place,
                counts[0] + " points are unpacked in its entries, but its state says " + state.waiting());
        findings.require(
                counts[1] <= state.fullest(),
                place,
                counts[1] + " points may be unpacked in one series, but its state says " + state.fullest());
    }

    private void entry(RunState state, long sequence, byte[] body, long[] counts) {
        if (!EntryCodec.isJson(body)) {
            findings.require(
                    sequence >= state.packed() && sequence < state.next(),
                    place,
                    "entry " + sequence + " should have been removed");
            Map<Long, Points> points = new HashMap<>();
            session.entries.decode(body, sequence, series -> points.computeIfAbsent(series, key -> new Points(2)));
            long fullest = 0;
            for (Map.Entry<Long, Points> each : points.entrySet()) {
                counts[0] += each.getValue().count();
                fullest = Math.max(fullest, each.getValue().count());
                waiting.computeIfAbsent(each.getKey(), key -> new Points(2)).addAll(each.getValue());
            }
            counts[1] += fullest;
            return;
        }
        RunEntry entry = EntryCodec.decodeJson(body);
        findings.require(
                entry.sequence() == sequence, place, "entry " + sequence + " contains the number " + entry.sequence());
        if (sequence == 0) {
            findings.require(
                    entry instanceof RunStart start && start.run().equals(id),
                    place,
                    "entry 0 is not the start of this run");
        } else {
            findings.require(
                    entry instanceof RunEnd && state.ended() && sequence == state.next() - 1,
                    place,
                    "entry " + sequence + " is an end, but the run has not ended");
        }
    }

    /** Checks that each module of an iteration can be read, and that its entry exists. */
    private void modules(RunState state) throws SQLException {
        session.each(
                row -> {
                    String module = "module " + row.getString(2) + " of step " + row.getLong(4);
                    Long sequence = Session.longOrNull(row, 1);
                    findings.require(
                            sequence == null || (sequence >= 1 && sequence < state.next()),
                            place,
                            module + " refers to entry " + sequence + ", which does not exist");
                    String attributes = row.getString(3);
                    findings.attempt(place + ", " + module, () -> AttributesJson.read(attributes));
                },
                "SELECT sequence, name, attributes, step FROM iteration_module WHERE run = ?",
                run);
    }

    /** Checks that the log can be read back, entry by entry. */
    private void log(RunState state) throws SQLException {
        long next = 0;
        while (next < state.next()) {
            List<RunEntry> part = LogReader.read(session, id, next, LOG_PART);
            if (part.isEmpty()) {
                findings.add(place, "its log ends before entry " + next);
                return;
            }
            for (RunEntry entry : part) {
                boolean isEdge = next == 0 || (state.ended() && next == state.next() - 1);
                findings.require(
                        entry.sequence() == next && isEdge != entry instanceof RunBatch,
                        place,
                        "entry " + next + " of its log is " + entry.getClass().getSimpleName() + " "
                                + entry.sequence());
                next++;
            }
        }
    }
}
