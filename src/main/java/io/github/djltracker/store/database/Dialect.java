package io.github.djltracker.store.database;

import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.Sessions;
import java.sql.SQLException;

/** The differences between databases. Thread-safe. */
public sealed interface Dialect permits Postgres, Sqlite {
    /** Where the database is, for messages. */
    String place();

    /** The folder of its migrations, relative to this class. */
    String folder();

    /** The number of its newest migration. */
    int newest();

    /** Maximum number of threads that append at the same time, each in a transaction of its own. */
    int writers();

    /** Connects. Creates the database if it does not exist, where that is possible; rejects one of another program. */
    Sessions open() throws SQLException;

    /** Sets whether commits wait for the disk. Called before a transaction begins. */
    void force(Session session, boolean isForced) throws SQLException;

    /** Begins a transaction that may write. */
    void begin(Session session) throws SQLException;

    /** Begins a transaction that may change the schema, after waiting for other such transactions to end. */
    void beginMigrating(Session session) throws SQLException;

    /** Begins a transaction that sees the database as it is at its first statement. */
    void beginReading(Session session) throws SQLException;

    void commit(Session session) throws SQLException;

    void rollback(Session session) throws SQLException;

    /** The number of the newest migration that was applied, 0 for none. */
    int version(Session session) throws SQLException;

    void version(Session session, int version) throws SQLException;

    /**
     * Distributes tables over the machines of the database, if it has several, in the transaction that created them.
     */
    void spread(Session session) throws SQLException;

    /** Reads the properties of the database that statements depend on. Called when the tables exist. */
    void learn(Session session) throws SQLException;

    /** Whether a concurrent transaction caused the failure, so that a repetition may succeed. */
    boolean isConflict(SQLException e);

    /** Converts a failure to an exception with a message for the user. */
    TrackingException translate(SQLException e);
}
