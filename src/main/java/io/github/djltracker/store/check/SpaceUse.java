package io.github.djltracker.store.check;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the space of an SQLite file is used, including indexes.
 *
 * @param parts bytes of each part, in the order of their constants; empty if the file could not be read
 * @param unused bytes that the file keeps for reuse; {@code pack} releases them
 * @param log bytes of the write-ahead log beside the file
 */
public record SpaceUse(Map<Part, Long> parts, long unused, long log) {
    static final SpaceUse UNKNOWN = new SpaceUse(Map.of(), 0, 0);

    /** The kinds of data that take space in a file. */
    public enum Part {
        /** Packed points of metrics and iterations. */
        POINTS,
        /** Entries of run logs that are not in chunks. */
        ENTRIES,
        /** Names and statistics of series. */
        SERIES,
        /** The values by which runs are found. */
        VALUES,
        /** Experiments, models, modules and runs; manually logged metrics; requests. */
        OTHER;

        private static Part of(@Nullable String table) {
            return switch (table == null ? "" : table) {
                case "chunk", "body" -> POINTS;
                case "entry", "stretch" -> ENTRIES;
                case "series" -> SERIES;
                case "run_value", "value_name", "stale_run" -> VALUES;
                default -> OTHER;
            };
        }
    }

    public SpaceUse {
        EnumMap<Part, Long> ordered = new EnumMap<>(Part.class);
        ordered.putAll(parts);
        parts = Collections.unmodifiableMap(ordered);
    }

    /** Measures the file of a session. */
    static SpaceUse of(Session session, long log) throws SQLException {
        Map<Part, Long> parts = new EnumMap<>(Part.class);
        session.each(row -> parts.merge(Part.of(row.getString(1)), row.getLong(2), Long::sum), """
                SELECT m.tbl_name, sum(d.pgsize) FROM dbstat d LEFT JOIN sqlite_schema m ON m.name = d.name
                WHERE d.aggregate = TRUE GROUP BY m.tbl_name""");
        long unused = session.number("PRAGMA freelist_count") * session.number("PRAGMA page_size");
        return new SpaceUse(parts, unused, log);
    }
}
