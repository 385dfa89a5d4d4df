package io.github.djltracker.store.log;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.store.chunk.PackedEntries;
import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.codec.EntryCodec;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reassembles the entries of a run from unpacked entries, chunks and modules. One instance per call; not thread-safe.
 */
public final class LogReader {
    /** Number of points at which a call stops, however many entries are requested; a single entry has fewer. */
    static final int MAX_POINTS = 50_000;
    /** Maximum number of entries per call, however many are requested. */
    static final int MAX_ENTRIES = 10_000;
    /** Number of characters of modules at which a call stops; a single entry may have more. */
    static final int MAX_CHARACTERS = 4_000_000;

    private static final int MODULES_TOGETHER = 100;

    private record Name(String name, String phase) {}

    /** The parts of an entry that have been read so far. */
    private static final class Parts {
        IterationColumns iterations = IterationColumns.NONE;
        final List<SeriesColumns> series = new ArrayList<>();
        final List<IterationModule> modules = new ArrayList<>();
    }

    private final Session session;
    private final RunState state;
    private final long from;
    private final Map<Long, Name> names = new HashMap<>();
    private final Map<Long, Parts> parts = new HashMap<>();
    private final Map<Long, RunEntry> edges = new HashMap<>();
    /** The end of the requested range: all entries before it are read, and none from it on. */
    private long to;

    private LogReader(Session session, RunState state, long from, long to) {
        this.session = session;
        this.state = state;
        this.from = from;
        this.to = to;
    }

    public static List<RunEntry> read(Session session, UUID run, long from, int limit) throws SQLException {
        RunState state = RunState.read(session, run);
        if (state == null) {
            throw new NotFoundException("run " + run + " does not exist");
        }
        long to = Math.min(state.next(), from + Math.min(limit, MAX_ENTRIES));
        return from >= to ? List.of() : new LogReader(session, state, from, to).read();
    }

    private List<RunEntry> read() throws SQLException {
        session.each(
                row -> names.put(row.getLong(1), new Name(row.getString(2), row.getString(3))),
                "SELECT id, name, phase FROM series WHERE run = ?",
                state.run());
        packed();
        kept();
        modules();
        List<RunEntry> entries = new ArrayList<>();
        for (long sequence = from; sequence < to; sequence++) {
            RunEntry edge = edges.get(sequence);
            Parts batch = parts.getOrDefault(sequence, new Parts());
            entries.add(edge != null ? edge : new RunBatch(sequence, batch.iterations, batch.series, batch.modules));
        }
        return entries;
    }

    /** Reads points from chunks. */
    private void packed() throws SQLException {
        if (from >= state.packed()) {
            return;
        }
        PackedEntries packed = PackedEntries.read(session, state.run(), from, to, MAX_POINTS);
        to = packed.to();
        for (PackedEntries.Source source : packed.sources()) {
            Points points = source.points;
            for (int i = 0; i < points.count(); ) {
                int end = i + 1;
                while (end < points.count() && points.entries()[end] == points.entries()[i]) {
                    end++;
                }
                add(points.entries()[i], source.series, points, i, end);
                i = end;
            }
        }
    }

    /** Reads entries that are not packed, including the start and the end. */
    private void kept() throws SQLException {
        long[] read = {0};
        session.each(
                row -> {
                    long sequence = row.getLong(1);
                    byte[] body = row.getBytes(2);
                    if (sequence >= to) {
                        return;
                    }
                    if (EntryCodec.isJson(body)) {
                        edges.put(sequence, EntryCodec.decodeJson(body));
                        return;
                    }
                    Map<Long, Points> batch = new LinkedHashMap<>();
                    session.entries.decode(
                            body, sequence, series -> batch.computeIfAbsent(series, id -> new Points(4)));
                    batch.forEach((series, points) -> add(sequence, series, points, 0, points.count()));
                    read[0] += batch.values().stream().mapToInt(Points::count).sum();
                    if (read[0] > MAX_POINTS) {
                        to = sequence + 1;
                    }
                },
                "SELECT sequence, body FROM entry WHERE run = ? AND sequence >= ? AND sequence < ? ORDER BY sequence",
                state.run(),
                from,
                to);
    }

    private Parts parts(long entry) {
        return parts.computeIfAbsent(entry, sequence -> new Parts());
    }

    private void add(long entry, long series, Points points, int first, int end) {
        Name name = names.get(series);
        if (name == null) {
            throw new CorruptException("series " + series + " of entry " + entry + " is missing");
        }
        if (name.name.equals(SeriesIds.ITERATIONS)) {
            parts(entry).iterations = iterations(points, first, end);
        } else {
            parts(entry).series.add(points.toColumns(name.name, SeriesRow.phase(name.phase), first, end));
        }
    }

    private static IterationColumns iterations(Points points, int first, int end) {
        SeriesColumns columns = points.toColumns("iterations", null, first, end);
        int[] epochs = new int[columns.count()];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = (int) columns.values()[i];
        }
        return new IterationColumns(columns.steps(), epochs, columns.times());
    }

    /** A module of an iteration and its position in the log. */
    private record Placed(long sequence, long position, IterationModule module, int characters) {}

    /** Reads modules, which may be long, a few at a time. */
    private void modules() throws SQLException {
        long characters = 0;
        Placed last = null;
        List<Placed> some = modules(last);
        while (!some.isEmpty()) {
            for (Placed each : some) {
                if (characters > MAX_CHARACTERS && last != null && last.sequence < each.sequence) {
                    to = each.sequence;
                    return;
                }
                parts(each.sequence).modules.add(each.module);
                characters += each.characters;
                last = each;
            }
            some = some.size() < MODULES_TOGETHER ? List.of() : modules(last);
        }
    }

    private List<Placed> modules(@Nullable Placed behind) throws SQLException {
        long sequence = behind == null ? from : behind.sequence;
        return session.list(
                row -> {
                    String attributes = row.getString(5);
                    ModuleRecord module = new ModuleRecord(row.getString(4), AttributesJson.read(attributes));
                    return new Placed(
                            row.getLong(1),
                            row.getLong(2),
                            new IterationModule(row.getLong(3), module),
                            attributes.length());
                },
                """
                SELECT sequence, position, step, name, attributes FROM iteration_module
                WHERE model = ? AND run = ? AND sequence >= ? AND sequence < ? AND (sequence > ? OR position > ?)
                ORDER BY sequence, position LIMIT ?""",
                state.model(),
                state.run(),
                sequence,
                to,
                sequence,
                behind == null ? -1L : behind.position,
                (long) MODULES_TOGETHER);
    }
}
