package io.github.djltracker.store;

import io.github.djltracker.domain.IterationColumns;
import io.github.djltracker.domain.IterationModule;
import io.github.djltracker.domain.ModuleRecord;
import io.github.djltracker.domain.NotFoundException;
import io.github.djltracker.domain.RunBatch;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.SeriesColumns;
import io.github.djltracker.wire.AttributesJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Gives a run's entries out again, from wherever their parts are now. One per call; not thread-safe. */
final class LogReader {
    /** Points that are taken together at a time, however many entries were asked for. */
    static final int MAX_POINTS = 50_000;

    private record Name(String name, String phase) {}

    /** What is known of an entry so far. */
    private static final class Parts {
        final Map<Long, Points> series = new TreeMap<>();
        final List<IterationModule> modules = new ArrayList<>();
    }

    private final Session session;
    private final RunState state;
    private final Map<Long, Name> names = new HashMap<>();
    private final TreeMap<Long, Parts> parts = new TreeMap<>();

    private LogReader(Session session, RunState state) {
        this.session = session;
        this.state = state;
    }

    static List<RunEntry> read(Session session, UUID run, long from, int limit) throws SQLException {
        RunState state = RunState.read(session, run);
        if (state == null) {
            throw new NotFoundException("run " + run + " is not there");
        }
        long to = Math.min(state.next(), from > Long.MAX_VALUE - limit ? Long.MAX_VALUE : from + limit);
        return from >= to ? List.of() : new LogReader(session, state).read(from, to);
    }

    private List<RunEntry> read(long from, long wanted) throws SQLException {
        session.each(
                row -> names.put(row.getLong(1), new Name(row.getString(2), row.getString(3))),
                "SELECT id, name, phase FROM series WHERE run = ?",
                state.run());
        long to = packed(from, wanted);
        Map<Long, RunEntry> edges = new HashMap<>();
        to = kept(from, to, edges);
        modules(from, to);
        List<RunEntry> entries = new ArrayList<>();
        for (long sequence = from; sequence < to; sequence++) {
            RunEntry edge = edges.get(sequence);
            entries.add(edge != null ? edge : batch(sequence, parts.getOrDefault(sequence, new Parts())));
        }
        return entries;
    }

    /** Reads packed points; returns the entry before which all are there. */
    private long packed(long from, long wanted) throws SQLException {
        long to = wanted;
        if (from >= state.packed()) {
            return to;
        }
        // as many of each series as may be needed, so that a log of many entries is not read at once
        int share = Math.max(1, MAX_POINTS / ChunkCodec.MAX_POINTS / Math.max(1, names.size()));
        for (long series : names.keySet()) {
            to = packed(series, from, to, share);
        }
        return to;
    }

    private long packed(long series, long from, long to, int share) throws SQLException {
        int taken = 0;
        for (int limit = share + 1; ; limit *= 2) {
            List<Chunk> chunks = Chunk.from(session, state.run(), series, from, limit);
            for (Chunk chunk : chunks.subList(taken, chunks.size())) {
                long first = chunk.statistics().firstEntry();
                if (first >= to) {
                    return to;
                }
                if (taken++ >= share && first > from) {
                    // the entry in which this chunk begins is cut; so are those after it
                    return first;
                }
                take(series, chunk, from, to);
            }
            if (chunks.size() < limit) {
                return to;
            }
        }
    }

    private void take(long series, Chunk chunk, long from, long to) throws SQLException {
        Points points = chunk.decode(session);
        for (int i = 0; i < points.count(); i++) {
            long entry = points.entries()[i];
            if (entry >= from && entry < to && !chunk.isRemoved(i)) {
                points(entry, series).add(points.steps()[i], points.times()[i], points.values()[i], entry);
            }
        }
    }

    private Points points(long entry, long series) {
        return parts.computeIfAbsent(entry, sequence -> new Parts())
                .series
                .computeIfAbsent(series, id -> new Points(4));
    }

    /** Reads entries that are still as they came; returns the entry before which all are there. */
    private long kept(long from, long wanted, Map<Long, RunEntry> edges) throws SQLException {
        long[] to = {wanted};
        long[] read = {0};
        session.each(
                row -> {
                    long sequence = row.getLong(1);
                    byte[] body = row.getBytes(2);
                    if (sequence >= to[0]) {
                        return;
                    }
                    if (EntryCodec.isJson(body)) {
                        edges.put(sequence, EntryCodec.decodeJson(body));
                        return;
                    }
                    session.entries.decode(body, sequence, series -> points(sequence, series));
                    for (Points points :
                            parts.getOrDefault(sequence, new Parts()).series.values()) {
                        read[0] += points.count();
                    }
                    if (read[0] > MAX_POINTS) {
                        to[0] = sequence + 1;
                    }
                },
                "SELECT sequence, body FROM entry WHERE run = ? AND sequence >= ? AND sequence < ? ORDER BY sequence",
                state.run(),
                from,
                wanted);
        return to[0];
    }

    private void modules(long from, long to) throws SQLException {
        session.each(
                row -> parts.computeIfAbsent(row.getLong(1), sequence -> new Parts())
                        .modules
                        .add(new IterationModule(
                                row.getLong(2),
                                new ModuleRecord(row.getString(3), AttributesJson.read(row.getString(4))))),
                """
                SELECT sequence, step, name, attributes FROM iteration_module
                WHERE model = ? AND run = ? AND sequence >= ? AND sequence < ? ORDER BY sequence, position""",
                state.model(),
                state.run(),
                from,
                to);
    }

    private RunBatch batch(long sequence, Parts parts) {
        IterationColumns iterations = IterationColumns.NONE;
        List<SeriesColumns> series = new ArrayList<>();
        for (Map.Entry<Long, Points> each : parts.series.entrySet()) {
            Name name = names.get(each.getKey());
            if (name == null) {
                throw new CorruptException("series " + each.getKey() + " of entry " + sequence + " is missing");
            }
            if (name.name.equals(SeriesIds.ITERATIONS)) {
                iterations = iterations(each.getValue());
            } else {
                series.add(each.getValue().toColumns(name.name, SeriesRow.phase(name.phase)));
            }
        }
        return new RunBatch(sequence, iterations, series, parts.modules);
    }

    private static IterationColumns iterations(Points points) {
        SeriesColumns columns = points.toColumns("iterations", null);
        int[] epochs = new int[points.count()];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = (int) columns.values()[i];
        }
        return new IterationColumns(columns.steps(), epochs, columns.times());
    }
}
