package io.github.djltracker.store;

import io.github.djltracker.domain.TrackingException;
import java.sql.SQLException;

/** What differs from database to database. Thread-safe. */
sealed interface Dialect permits Sqlite {
    /** Where the database is, for messages. */
    String place();

    /** The folder of its migrations beside this class. */
    String folder();

    /** Opens what writes, creates the database where there is none, and refuses what is another's. */
    Session writer() throws SQLException;

    /** Opens what reads. */
    Session reader() throws SQLException;

    /** Begins a transaction that may write at once, after those of others. */
    void begin(Session session) throws SQLException;

    /** Begins a transaction that sees the database as it is at its first statement. */
    void beginReading(Session session) throws SQLException;

    void commit(Session session) throws SQLException;

    void rollback(Session session) throws SQLException;

    /** The number of the newest migration that was applied, 0 for none. */
    int version(Session session) throws SQLException;

    void version(Session session, int version) throws SQLException;

    /** What the user should know of a failure. */
    TrackingException translate(SQLException e);
}
