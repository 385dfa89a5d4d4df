package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The positions of a run's entries in the order of its model, read lazily. An entry that is not packed has its position
 * in its row. The position of a packed entry is its sequence number plus an offset; the table {@code stretch} has a row
 * for each packed entry from which on the offset ({@code lead}) changes. Not thread-safe.
 */
public final class EntryNumbers {
    /** Number of rows read at a time: few at first, because a page of many runs needs few of each. */
    private static final int FIRST = 8;

    private static final int MOST = 256;

    /** Entries and the offsets that hold from each of them on; the last one until {@code to}, exclusive. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(long[] entries, long[] leads, long to) {
        boolean has(long entry) {
            return entry >= entries[0] && entry < to;
        }

        long number(long entry) {
            int found = Arrays.binarySearch(entries, entry);
            return entry + leads[found >= 0 ? found : -found - 2];
        }
    }

    private final Session session;
    private final long run;
    private final long packed;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private int together = FIRST;
    private Block latest = new Block(new long[] {Long.MAX_VALUE}, new long[1], Long.MAX_VALUE);

    /**
     * The positions of a run's entries.
     *
     * @param packed the entry before which all are packed
     */
    public EntryNumbers(Session session, long run, long packed) {
        this.session = session;
        this.run = run;
        this.packed = packed;
    }

    /** The position of an entry of the run, which increases with the entry. */
    public long number(long entry) throws SQLException {
        if (!latest.has(entry)) {
            Map.Entry<Long, Block> known = blocks.floorEntry(entry);
            latest = known != null && known.getValue().has(entry) ? known.getValue() : read(entry);
        }
        return latest.number(entry);
    }

    /** Saves the positions of entries that are about to be packed, up to {@code next}, exclusive. */
    static void pack(Session session, long run, long packed, long next) throws SQLException {
        // within a run, the offset never decreases
        List<@Nullable Object[]> stretches = session.list(
                row -> new @Nullable Object[] {run, row.getLong(1), row.getLong(2)}, """
                SELECT min(e.sequence), e.number - e.sequence FROM entry e
                WHERE e.run = ? AND e.sequence >= ? AND e.sequence < ? AND e.number - e.sequence > coalesce((
                    SELECT t.lead FROM stretch t WHERE t.run = ? ORDER BY t.sequence DESC LIMIT 1), -1)
                GROUP BY e.number - e.sequence ORDER BY 1""", run, packed, next, run);
        session.updateAll("INSERT INTO stretch (run, sequence, lead) VALUES (?, ?, ?)", stretches);
    }

    private Block read(long entry) throws SQLException {
        List<long[]> rows = entry < packed ? packed(entry) : unpacked(entry);
        long end = Long.MAX_VALUE;
        if (entry < packed) {
            end = packed;
        } else if (rows.isEmpty()) {
            rows = packed(entry);
        }
        if (rows.isEmpty()) {
            throw new CorruptException("entry " + entry + " of run row " + run + " has no number");
        }
        int count = Math.min(together, rows.size());
        together = Math.min(MOST, 4 * together);
        Block block = new Block(
                rows.stream().limit(count).mapToLong(row -> row[0]).toArray(),
                rows.stream().limit(count).mapToLong(row -> row[1]).toArray(),
                count < rows.size() ? rows.get(count)[0] : end);
        blocks.put(block.entries[0], block);
        return block;
    }

    private List<long[]> packed(long entry) throws SQLException {
        return session.list(EntryNumbers::row, """
                SELECT sequence, lead FROM stretch WHERE run = ? AND sequence >= (
                    SELECT sequence FROM stretch WHERE run = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1)
                ORDER BY sequence LIMIT ?""", run, run, entry, together + 1L);
    }

    /** The offsets from an entry on, or from the last entry before it if it has not arrived yet. */
    private List<long[]> unpacked(long entry) throws SQLException {
        return session.list(EntryNumbers::row, """
                SELECT sequence, number - sequence FROM entry WHERE run = ? AND sequence >= (
                    SELECT max(sequence) FROM entry WHERE run = ? AND sequence >= ? AND sequence <= ?)
                ORDER BY sequence LIMIT ?""", run, run, packed, entry, together + 1L);
    }

    private static long[] row(ResultSet row) throws SQLException {
        return new long[] {row.getLong(1), row.getLong(2)};
    }
}
