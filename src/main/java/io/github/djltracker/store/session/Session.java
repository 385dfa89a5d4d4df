package io.github.djltracker.store.session;

import io.github.djltracker.store.codec.ChunkCodec;
import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.codec.EntryCodec;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection with its prepared statements, no more than there are in the code. It also holds the codecs with their
 * scratch space, because a session is used by one thread at a time. Statements are logged at TRACE, when they are
 * prepared. Not thread-safe.
 */
public final class Session implements AutoCloseable {
    /** Converts a row to a value. */
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Reads one row after the other; must not use the same statement meanwhile. */
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** Time limit for one statement of a search. */
    private static final Duration SEARCH_LIMIT = Duration.ofSeconds(30);

    public final ChunkCodec chunks = new ChunkCodec();
    public final EntryCodec entries = new EntryCodec();
    public final SeriesIds series = new SeriesIds();
    public final RunIds runs = new RunIds();
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private String rowLock = "";
    private boolean isSpread;
    private @Nullable String preferIndexes;
    private @Nullable SQLException failure;
    private boolean broken;

    public Session(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    /** Returns how many rows were changed. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return bound(sql, arguments).executeUpdate();
    }

    /** Executes an update with each of these lists of arguments. */
    public void updateAll(String sql, List<@Nullable Object[]> arguments) throws SQLException {
        if (arguments.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepared(sql);
        for (Object[] each : arguments) {
            bind(statement, each);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** Inserts a row by a statement that ends in {@code RETURNING id}. */
    public long insert(String sql, @Nullable Object... arguments) throws SQLException {
        return number(sql, arguments);
    }

    public void each(RowReader reader, String sql, @Nullable Object... arguments) throws SQLException {
        try (ResultSet row = bound(sql, arguments).executeQuery()) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    public <T> List<T> list(Mapper<T> mapper, String sql, @Nullable Object... arguments) throws SQLException {
        List<T> rows = new ArrayList<>();
        each(row -> rows.add(mapper.map(row)), sql, arguments);
        return rows;
    }

    /**
     * All rows of a search. Its statement was generated for this call, and is not kept.
     *
     * @throws IllegalArgumentException if it takes longer than 30 s
     */
    public <T> List<T> listOnce(Mapper<T> mapper, String sql, List<?> arguments) throws SQLException {
        return listOnce(mapper, sql, arguments, SEARCH_LIMIT);
    }

    <T> List<T> listOnce(Mapper<T> mapper, String sql, List<?> arguments, Duration most) throws SQLException {
        LOG.trace("{}", sql);
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                TimeLimit limit = TimeLimit.of(statement, most)) {
            bind(statement, arguments.toArray());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(mapper.map(row));
                }
            } catch (SQLException e) {
                limit.explain(e);
                throw e;
            }
        }
        return rows;
    }

    /** The first row, or null. */
    public <T> @Nullable T one(Mapper<T> mapper, String sql, @Nullable Object... arguments) throws SQLException {
        try (ResultSet row = bound(sql, arguments).executeQuery()) {
            return row.next() ? mapper.map(row) : null;
        }
    }

    /**
     * Reads all rows. In a transaction that writes, also locks them: until it ends, no other one changes or deletes
     * them.
     */
    public void eachLocked(RowReader reader, String sql, @Nullable Object... arguments) throws SQLException {
        each(reader, sql + rowLock, arguments);
    }

    /**
     * The first row, or null. In a transaction that writes, also locks it: until it ends, no other one changes or
     * deletes it.
     */
    public <T> @Nullable T oneLocked(Mapper<T> mapper, String sql, @Nullable Object... arguments) throws SQLException {
        return one(mapper, sql + rowLock, arguments);
    }

    /** The first row, which must exist. */
    public <T> T only(Mapper<T> mapper, String sql, @Nullable Object... arguments) throws SQLException {
        try (ResultSet row = bound(sql, arguments).executeQuery()) {
            if (!row.next()) {
                throw new CorruptException("a row is missing: " + sql);
            }
            return mapper.map(row);
        }
    }

    /** The number in the first column of the first row, which must exist. */
    public long number(String sql, @Nullable Object... arguments) throws SQLException {
        return only(row -> row.getLong(1), sql, arguments);
    }

    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    public static UUID uuid(byte[] bytes) {
        if (bytes.length != 16) {
            throw new CorruptException("a UUID has " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    public static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /**
     * Sets the clause that is appended to each query that locks its rows, from now on.
     *
     * @param isSpread whether rows may be on several machines; if so, a query may lock only one row, and none of a
     *     table that is copied to every machine
     */
    public void lockRowsBy(String clause, boolean isSpread) {
        rowLock = clause;
        this.isSpread = isSpread;
    }

    /**
     * Sets the statement by which a transaction prefers indexes, from now on; null if the database needs none. Called
     * when a transaction begins.
     */
    public void preferIndexesBy(@Nullable String statement) {
        preferIndexes = statement;
    }

    /**
     * Looks rows up by indexes until the transaction ends, even in tables that the database thinks are small. It keeps
     * plans, among them those of foreign keys, for as long as the connection is open, and a table may grow from ten
     * rows to ten thousand meanwhile.
     */
    public void preferIndexes() throws SQLException {
        if (preferIndexes != null) {
            update(preferIndexes);
            preferIndexes = null;
        }
    }

    /** Whether rows may be on several machines. */
    public boolean isSpread() {
        return isSpread;
    }

    /**
     * Clears the caches, which may contain rows of a transaction that was rolled back, and the statements, because the
     * driver closes a statement that fails, and does not say which one failed.
     */
    public void forget() {
        series.clear();
        runs.clear();
        failure = null;
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                LOG.debug("closing a statement after a failure", e);
            }
        }
        statements.clear();
    }

    /** Marks the transaction as failed, because a part of it failed. */
    public void failed(SQLException e) {
        failure = e;
    }

    /** Why a part of the transaction failed, null if none did. */
    @Nullable
    public SQLException failure() {
        return failure;
    }

    /** Marks the session as unusable, because it is unknown whether a transaction is still open. */
    public void broken() {
        broken = true;
    }

    public boolean isBroken() {
        return broken;
    }

    private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepared(sql);
        bind(statement, arguments);
        return statement;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            LOG.trace("{}", sql);
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument instanceof Long value) {
                statement.setLong(i + 1, value);
            } else if (argument instanceof byte[] value) {
                statement.setBytes(i + 1, value);
            } else if (argument instanceof UUID value) {
                statement.setBytes(i + 1, bytes(value));
            } else {
                statement.setObject(i + 1, argument);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        // closes the statements as well
        connection.close();
    }
}
