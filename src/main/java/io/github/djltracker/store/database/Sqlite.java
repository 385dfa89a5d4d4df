package io.github.djltracker.store.database;

import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite in one file, in WAL mode: readers and a writer do not wait for one another. Thread-safe. */
public final class Sqlite implements Dialect {
    /** The application id in the header of a store file: "DJLT". */
    static final int APPLICATION_ID = 0x444A4C54;
    /** How long a transaction waits for one of another process. */
    static final int BUSY_TIMEOUT_MILLIS = 10_000;
    /** SQLite's page cache per connection, outside the heap. */
    static final int CACHE_KIBIBYTES = 8_192;

    private final Path file;
    private final int busyTimeoutMillis;
    private final SqliteLog log;

    public Sqlite(Path file) {
        this(file, BUSY_TIMEOUT_MILLIS);
    }

    public Sqlite(Path file, int busyTimeoutMillis) {
        this(file, busyTimeoutMillis, SqliteLog.MOST_BYTES, SqliteLog.CHECK_NANOS);
    }

    Sqlite(Path file, int busyTimeoutMillis, long mostLogBytes, long logCheckNanos) {
        this.file = file.toAbsolutePath().normalize();
        this.busyTimeoutMillis = busyTimeoutMillis;
        log = new SqliteLog(this.file, busyTimeoutMillis, mostLogBytes, logCheckNanos);
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public String folder() {
        return "sqlite";
    }

    @Override
    public int newest() {
        return 4;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public Sessions open() throws SQLException {
        return new SqliteSessions(this, writer());
    }

    /** Opens a session that writes. */
    public Session writer() throws SQLException {
        check();
        Connection connection = connect();
        try {
            identify(connection);
            configure(connection);
            return new Session(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens a session that reads. */
    Session reader() throws SQLException {
        Connection connection = connect();
        try {
            configure(connection);
            return new Session(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens a session that only reads, whatever the schema of the file. A database of another program is rejected. */
    public Session readOnly() throws SQLException {
        if (!Files.isRegularFile(file)) {
            throw new UnavailableException(file + " is not a file");
        }
        SQLiteConfig config = config();
        // a connection that may write cleans up when it closes, but would also move an existing log into the file
        config.setReadOnly(log.bytes() > 0 || !Files.isWritable(file));
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            execute(connection, "PRAGMA query_only = ON");
            if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
                throw new UnavailableException(file + " is not a djl-tracker database");
            }
            return new Session(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Size of the file and of its write-ahead log in bytes. */
    public long bytes() {
        return size(file) + logBytes();
    }

    /** Size of the write-ahead log in bytes. */
    public long logBytes() {
        return log.bytes();
    }

    /** The write-ahead log. */
    SqliteLog log() {
        return log;
    }

    static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private void check() {
        Path folder = file.getParent();
        if (Files.isDirectory(file)) {
            throw new UnavailableException(file + " is a directory, not a database file");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UnavailableException(file + " cannot be created: " + folder + " is not a directory");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnavailableException(file + " is not a regular file");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new UnavailableException(file + " cannot be written: it is read-only");
        }
        // SQLite keeps its log beside the file
        if (!Files.isWritable(folder)) {
            throw new UnavailableException(file + " cannot be written: the directory " + folder + " is read-only");
        }
    }

    private Connection connect() throws SQLException {
        return config().createConnection("jdbc:sqlite:" + file);
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyTimeoutMillis);
        config.enforceForeignKeys(true);
        return config;
    }

    /**
     * Rejects a database of another program. Tables and application id are created in one transaction, so a file with
     * tables has an id.
     */
    private void identify(Connection connection) throws SQLException {
        if (number(connection, "SELECT count(*) FROM sqlite_schema") == 0
                || number(connection, "PRAGMA application_id") == APPLICATION_ID) {
            return;
        }
        throw new UnavailableException(file + " is an SQLite database of another program (application_id "
                + number(connection, "PRAGMA application_id") + ", not " + APPLICATION_ID + ")");
    }

    private void configure(Connection connection) throws SQLException {
        log.use(connection);
        // a crash of the process loses nothing; a crash of the machine may lose the last transactions, but no others
        execute(connection, "PRAGMA synchronous = NORMAL");
        execute(connection, "PRAGMA cache_size = -" + CACHE_KIBIBYTES);
        execute(connection, "PRAGMA temp_store = MEMORY");
    }

    @Override
    public void force(Session session, boolean isForced) throws SQLException {
        execute(session.connection(), "PRAGMA synchronous = " + (isForced ? "FULL" : "NORMAL"));
    }

    /** Waits for other writers: only one transaction writes at a time, so no row has to be locked. */
    @Override
    public void begin(Session session) throws SQLException {
        session.update("BEGIN IMMEDIATE");
    }

    @Override
    public void beginMigrating(Session session) throws SQLException {
        begin(session);
    }

    @Override
    public void beginReading(Session session) throws SQLException {
        session.update("BEGIN");
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.update("COMMIT");
    }

    @Override
    public void rollback(Session session) throws SQLException {
        try {
            session.update("ROLLBACK");
        } catch (SQLException e) {
            // a full disk or an I/O error has rolled it back already
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            }
            session.forget();
        }
    }

    @Override
    public int version(Session session) throws SQLException {
        return (int) number(session.connection(), "PRAGMA user_version");
    }

    @Override
    public void version(Session session, int version) throws SQLException {
        execute(session.connection(), "PRAGMA application_id = " + APPLICATION_ID);
        execute(session.connection(), "PRAGMA user_version = " + version);
    }

    /** Does nothing, because a file is on one machine. */
    @Override
    public void spread(Session session) {}

    @Override
    public void learn(Session session) {}

    @Override
    public boolean isConflict(SQLException e) {
        // a transaction that writes has waited until no other one was writing
        return false;
    }

    @Override
    public TrackingException translate(SQLException e) {
        String reason = switch (code(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "is locked by another process, waited " + busyTimeoutMillis + " ms";
            case SQLITE_FULL -> "cannot grow: the disk is full";
            case SQLITE_READONLY -> "cannot be written: it is read-only";
            case SQLITE_CANTOPEN -> "cannot be opened";
            case SQLITE_IOERR -> "cannot be read or written";
            case SQLITE_NOTADB -> "is not a database";
            case SQLITE_CORRUPT -> "is damaged";
            default -> "failed";
        };
        return new UnavailableException(file + " " + reason + ": " + e.getMessage(), e);
    }

    /** The primary result code, without the bits of the extended code. */
    static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException known
                ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xff)
                : SQLiteErrorCode.SQLITE_ERROR;
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
