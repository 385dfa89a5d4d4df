package io.github.djltracker.store.database;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Migrates a database to the schema of this library, by applying the numbered files that it does not have yet. */
public final class Migrations {
    private final Dialect dialect;
    private final int newest;

    public Migrations(Dialect dialect) {
        this(dialect, dialect.newest());
    }

    public Migrations(Dialect dialect, int newest) {
        this.dialect = dialect;
        this.newest = newest;
    }

    /**
     * Runs all missing migrations in one transaction, so that a database never has a version in between, even if
     * several processes open it.
     */
    void apply(Session session) throws SQLException {
        if (transact(session, this::find) < newest) {
            transact(session, this::migrate);
        }
        transact(session, this::learn);
    }

    private int learn(Session session) throws SQLException {
        dialect.beginReading(session);
        dialect.learn(session);
        return newest;
    }

    private int find(Session session) throws SQLException {
        dialect.beginReading(session);
        return version(session);
    }

    /** Others may have migrated since the version was found, so it is read again. */
    private int migrate(Session session) throws SQLException {
        dialect.beginMigrating(session);
        int before = version(session);
        for (int next = before + 1; next <= newest; next++) {
            // files are not split at semicolons, because a trigger contains some
            try (Statement statement = session.connection().createStatement()) {
                statement.executeUpdate(script(next));
            }
            dialect.version(session, next);
        }
        if (before == 0) {
            dialect.spread(session);
        }
        return newest;
    }

    private int transact(Session session, Database.Work<Integer> work) throws SQLException {
        try {
            int result = work.in(session);
            dialect.commit(session);
            return result;
        } catch (SQLException | RuntimeException e) {
            Database.rollBack(dialect, session, e);
            throw e;
        }
    }

    /** Rejects a database whose schema is not the newest. */
    public void requireNewest(Session session) throws SQLException {
        int version = version(session);
        if (version < newest) {
            throw new UnavailableException(dialect.place() + " has schema " + version + ", older than " + newest
                    + ": open it for writing to migrate it");
        }
    }

    private int version(Session session) throws SQLException {
        int version = dialect.version(session);
        if (version > newest) {
            throw new UnavailableException(dialect.place() + " has schema " + version
                    + ", written by a newer djl-tracker; this version supports up to schema " + newest);
        }
        return version;
    }

    private String script(int number) {
        String name = dialect.folder() + "/" + String.format(Locale.ROOT, "%04d.sql", number);
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("migration " + name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
