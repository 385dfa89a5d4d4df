package io.github.djltracker.store.check;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.chunk.Packer;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.Sqlite;
import io.github.djltracker.store.port.SqlRuns;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;

/** Compacts an SQLite file: run by run, each in a transaction of its own, then as a whole. Not thread-safe. */
public final class StorePack {
    private final Sqlite dialect;
    private final Database database;
    private final Clock clock;

    public StorePack(Sqlite dialect, Database database, Clock clock) {
        this.dialect = dialect;
        this.database = database;
        this.clock = clock;
    }

    public PackReport pack(StoreProgress progress) {
        long bytesBefore = dialect.bytes();
        long chunksBefore = chunks();
        List<Long> runs =
                database.read(session -> session.list(row -> row.getLong(1), "SELECT id FROM run ORDER BY id"));
        for (int i = 0; i < runs.size(); i++) {
            progress.report(i, runs.size());
            long run = runs.get(i);
            database.write(session -> run(session, run));
        }
        // bodies without a chunk, which damage may leave behind
        database.write(session -> session.update("""
                DELETE FROM body WHERE NOT EXISTS (
                    SELECT 1 FROM chunk c WHERE c.run = body.run AND c.series = body.series AND c.first = body.first)"""));
        progress.report(runs.size(), runs.size());
        long chunksAfter = chunks();
        vacuum();
        return new PackReport(runs.size(), chunksBefore, chunksAfter, bytesBefore, dialect.bytes());
    }

    private long chunks() {
        return database.read(session -> session.number("SELECT count(*) FROM chunk"));
    }

    private int run(Session session, long run) throws SQLException {
        long silent = clock.millis() - SqlRuns.HEARTBEAT.toMillis();
        // a run in progress packs its points itself, at a better time
        long[] state = session.one(
                row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                "SELECT packed, next, waiting FROM run_state WHERE run = ? AND waiting > 0 AND seen < ?",
                run,
                silent);
        if (state != null) {
            Packer.pack(session, run, state[0], state[1], state[2], true);
            session.update("UPDATE run_state SET packed = next, waiting = 0, fullest = 0 WHERE run = ?", run);
        }
        int fewer = 0;
        for (long series : session.list(row -> row.getLong(1), "SELECT id FROM series WHERE run = ?", run)) {
            fewer += Packer.join(session, run, series);
        }
        return fewer;
    }

    /** Rewrites the file without gaps, which is not possible within a transaction. */
    private void vacuum() {
        try (Session session = dialect.writer();
                Statement statement = session.connection().createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            statement.execute("VACUUM");
            // until then, the new content is in the log
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            UnavailableException why = (UnavailableException) dialect.translate(e);
            throw new UnavailableException(why.getMessage() + "; chunks were merged, but no space was released", e);
        }
    }
}
