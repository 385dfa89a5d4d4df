package io.github.djltracker.store.session;

import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.wire.json.AnnotationsJson;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads runs from rows. */
public final class RunRow {
    /** The columns that {@link #run} reads, from {@code run r JOIN run_state s}. */
    public static final String COLUMNS = "r.uuid, r.status, r.started, s.seen, r.ended, s.first_step, s.last_step,"
            + " r.resumed_run, r.resumed_step, r.environment, r.losses, r.error, r.annotations";

    /** The number of these columns. */
    public static final int COUNT = 13;

    private RunRow() {}

    /**
     * Reads a row that begins with {@link #COLUMNS}. A run without an end that was last seen before {@code lostBefore}
     * is lost.
     */
    public static Run run(ResultSet row, long lostBefore) throws SQLException {
        byte[] resumed = row.getBytes(8);
        String losses = row.getString(11);
        long seen = row.getLong(4);
        return new Run(
                Session.uuid(row.getBytes(1)),
                status(row.getString(2), seen, lostBefore),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(seen),
                instant(Session.longOrNull(row, 5)),
                Session.longOrNull(row, 6),
                Session.longOrNull(row, 7),
                resumed == null ? null : new ResumePoint(Session.uuid(resumed), row.getLong(9)),
                AttributesJson.read(row.getString(10)),
                losses == null ? Map.of() : losses(losses),
                row.getString(12),
                AnnotationsJson.read(row.getString(13)));
    }

    private static RunStatus status(@Nullable String ended, long seen, long lostBefore) {
        if (ended != null) {
            return RunStatus.valueOf(ended);
        }
        return seen < lostBefore ? RunStatus.LOST : RunStatus.RUNNING;
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static Map<String, Long> losses(String json) {
        Map<String, Long> losses = new TreeMap<>();
        AttributesJson.read(json).forEach((reason, count) -> {
            if (count instanceof Long number) {
                losses.put(reason, number);
            }
        });
        return losses;
    }
}
