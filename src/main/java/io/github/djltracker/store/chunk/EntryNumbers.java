package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The positions of a run's entries in the order of its model, read lazily. The position of an entry is its sequence
 * number plus an offset; the table {@code stretch} has a row for each entry from which on the offset ({@code lead})
 * changes. Not thread-safe.
 */
public final class EntryNumbers {
    private static final int TOGETHER = 256;

    /** Consecutive rows of {@code stretch}: from these entries on, these offsets hold, until {@code to}. */
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
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private Block latest = new Block(new long[] {Long.MAX_VALUE}, new long[1], Long.MAX_VALUE);

    public EntryNumbers(Session session, long run) {
        this.session = session;
        this.run = run;
    }

    /** The position of an entry of the run, which increases with the entry. */
    public long number(long entry) throws SQLException {
        if (!latest.has(entry)) {
            Map.Entry<Long, Block> known = blocks.floorEntry(entry);
            latest = known != null && known.getValue().has(entry) ? known.getValue() : read(entry);
        }
        return latest.number(entry);
    }

    private Block read(long entry) throws SQLException {
        List<long[]> rows =
                session.list(row -> new long[] {row.getLong(1), row.getLong(2)}, """
                SELECT sequence, lead FROM stretch WHERE run = ? AND sequence >= (
                    SELECT sequence FROM stretch WHERE run = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1)
                ORDER BY sequence LIMIT ?""", run, run, entry, TOGETHER + 1L);
        if (rows.isEmpty()) {
            throw new CorruptException("entry " + entry + " of run row " + run + " has no number");
        }
        int count = Math.min(TOGETHER, rows.size());
        Block block = new Block(
                rows.stream().limit(count).mapToLong(row -> row[0]).toArray(),
                rows.stream().limit(count).mapToLong(row -> row[1]).toArray(),
                count < rows.size() ? rows.get(count)[0] : Long.MAX_VALUE);
        blocks.put(block.entries[0], block);
        return block;
    }
}
