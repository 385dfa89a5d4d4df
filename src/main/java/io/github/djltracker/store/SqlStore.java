package io.github.djltracker.store;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.alert.AlertRules;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.check.CheckReport;
import io.github.djltracker.store.check.JoinReport;
import io.github.djltracker.store.check.ModelJoin;
import io.github.djltracker.store.check.PackReport;
import io.github.djltracker.store.check.StoreCheck;
import io.github.djltracker.store.check.StorePack;
import io.github.djltracker.store.check.StoreProgress;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.curve.RunPoints;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.Dialect;
import io.github.djltracker.store.database.Migrations;
import io.github.djltracker.store.database.Postgres;
import io.github.djltracker.store.database.PostgresUrl;
import io.github.djltracker.store.database.Sqlite;
import io.github.djltracker.store.log.Appends;
import io.github.djltracker.store.log.RunState;
import io.github.djltracker.store.port.Access;
import io.github.djltracker.store.port.RunLog;
import io.github.djltracker.store.port.SqlExperiment;
import io.github.djltracker.store.port.SqlExperiments;
import io.github.djltracker.store.port.SqlModel;
import io.github.djltracker.store.port.SqlModels;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database of experiments. Several threads may use it, and several processes may open one database. Writers of a file
 * take turns, in PostgreSQL only writers of the same model do; readers do not wait for them. Thread-safe.
 *
 * <p>If the database cannot be read or written at the moment, a call throws
 * {@link io.github.djltracker.domain.error.UnavailableException} and changes nothing; after {@link #close}, all calls
 * do.
 */
public final class SqlStore implements IdempotentStore, AutoCloseable {
    private final Access access;
    private volatile Runnable beforeReading = () -> {};
    private volatile AlertRules rules = AlertRules.DEFAULTS;

    private SqlStore(Database database, Appends appends, Clock clock, @Nullable Sink through) {
        access = new Access(database, appends, clock, () -> beforeReading.run(), () -> rules, through);
    }

    /**
     * The same database, except that entries appended to the sinks of the returned store go to another sink, such as an
     * outbox that delivers them here later.
     */
    public SqlStore through(Sink sink) {
        SqlStore same = new SqlStore(access.database(), access.appends(), access.clock(), requireNonNull(sink, "sink"));
        same.judgeBy(rules);
        return same;
    }

    /**
     * Sets a task that runs before each query, on the thread of the caller. It must neither throw nor query the store.
     */
    public void beforeReading(Runnable task) {
        beforeReading = requireNonNull(task, "task");
    }

    /** Sets the rules for the alerts of runs; default: {@link AlertRules#DEFAULTS}. */
    public void judgeBy(AlertRules others) {
        rules = requireNonNull(others, "rules");
    }

    /**
     * Opens an SQLite file, and creates it if there is none. Its directory must exist and be writable, because SQLite
     * keeps a log beside the file.
     *
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened or written, is not a
     *     database of this library, or has a newer schema than this library knows; the file is not changed
     */
    public static SqlStore open(Path file) {
        return open(file, Clock.systemUTC());
    }

    /**
     * Opens a PostgreSQL database by its JDBC URL, such as {@code jdbc:postgresql://host:5432/runs?user=me}, and
     * creates the tables if there are none. Several servers may open one database. The driver
     * ({@code org.postgresql:postgresql}) and the pool ({@code com.zaxxer:HikariCP}) must be on the class path.
     *
     * @param url user and password may be in its query; {@code currentSchema} selects the schema of the tables
     * @throws IllegalArgumentException if it is not such a URL
     * @throws io.github.djltracker.domain.error.UnavailableException if a library is missing, or the database cannot be
     *     reached, contains tables of another program with the same names, or has a newer schema than this library
     *     knows
     */
    public static SqlStore open(String url) {
        return open(url, null, null);
    }

    /** Like {@link #open(String)}, with a user and a password that replace those of the URL, unless they are null. */
    public static SqlStore open(String url, @Nullable String user, @Nullable String password) {
        requireNonNull(url, "url");
        // before the class Postgres, which cannot be loaded without the libraries
        PostgresUrl parsed = PostgresUrl.parse(url, user, password);
        return open(new Postgres(parsed), Clock.systemUTC());
    }

    public static SqlStore open(Path file, Clock clock) {
        return open(new Sqlite(requireNonNull(file, "file")), clock);
    }

    public static SqlStore open(Dialect dialect, Clock clock) {
        Database database = Database.open(dialect);
        return new SqlStore(database, new Appends(database, clock), clock, null);
    }

    /**
     * Checks everything in an SQLite file and reports problems. Changes nothing; other processes may keep writing.
     *
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened at all, is not a database
     *     of this library, or has another schema than this library knows
     */
    public static CheckReport check(Path file, StoreProgress progress) {
        requireNonNull(progress, "progress");
        Sqlite dialect = new Sqlite(requireNonNull(file, "file"));
        try (Session session = dialect.readOnly()) {
            new Migrations(dialect).requireNewest(session);
            return new StoreCheck(dialect, session).check(progress);
        } catch (SQLException e) {
            throw dialect.translate(e);
        }
    }

    /**
     * Compacts an SQLite file: packs the unpacked points of silent and ended runs, joins short chunks, and releases
     * unused space. Changes no value. Needs as much free disk space as the file is large. Other processes may keep
     * reading and writing, but wait during the last part.
     *
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened or written; chunks that
     *     were joined before stay joined
     */
    public static PackReport pack(Path file, StoreProgress progress) {
        return pack(file, Clock.systemUTC(), progress);
    }

    static PackReport pack(Path file, Clock clock, StoreProgress progress) {
        requireNonNull(progress, "progress");
        Sqlite dialect = new Sqlite(requireNonNull(file, "file"));
        try (Database database = Database.open(dialect)) {
            return new StorePack(dialect, database, clock).pack(progress);
        }
    }

    /**
     * Moves the runs, metrics, iterations and modules of a model to another one of the same experiment and network, and
     * deletes the first. Intended for a network whose hash differs in a later version of this library.
     *
     * @throws io.github.djltracker.domain.error.RejectedException if they are not of the same network; the message says
     *     what is different, and nothing is changed
     * @throws io.github.djltracker.domain.error.NotFoundException if one of them does not exist
     */
    public JoinReport join(UUID from, UUID into) {
        return new ModelJoin(access.database()).join(requireNonNull(from, "from"), requireNonNull(into, "into"));
    }

    public Database database() {
        return access.database();
    }

    @Override
    public Experiments experiments() {
        return new SqlExperiments(access);
    }

    @Override
    public Experiment experiment(String name) {
        return new SqlExperiment(access, Limits.name("experiment name", name));
    }

    @Override
    public Optional<Experiment> experiment(UUID id) {
        requireNonNull(id, "id");
        return access.database()
                .read(session -> Optional.ofNullable(session.one(
                        row -> new SqlExperiment(access, row.getString(1)),
                        "SELECT name FROM experiment WHERE uuid = ?",
                        id)));
    }

    @Override
    public Optional<Model> model(UUID id) {
        requireNonNull(id, "id");
        return access.database().read(session -> Optional.ofNullable(SqlModel.find(session, access, id)));
    }

    @Override
    public List<HeardRun> heardSince(Instant time) {
        return access.heardSince(time.toEpochMilli());
    }

    @Override
    public RunLogs logs() {
        return access.log();
    }

    @Override
    public String once(UUID request, String content, Supplier<String> work) {
        requireNonNull(request, "request");
        requireNonNull(content, "content");
        long now = access.clock().millis();
        return access.database().write(session -> Requests.once(session, request, content, work, now));
    }

    /** Whether a sink belongs to this store, so that entries appended to it are stored here. */
    public boolean owns(Sink sink) {
        requireNonNull(sink, "sink");
        return (sink instanceof RunLog log && isOurs(log.access()))
                || (sink instanceof SqlModels models && isOurs(models.access()));
    }

    private boolean isOurs(Access other) {
        return other.database() == access.database() && other.through() == access.through();
    }

    /** All points of one series as columns, which are empty if there is no such series. */
    Points points(UUID run, String name, @Nullable String phase) {
        return access.database().read(session -> {
            RunState state = RunState.read(session, run);
            if (state != null) {
                for (RunPoints some : RunPoints.ofModel(session, state.model(), Set.of(run), name)) {
                    for (SeriesRow series : some.series()) {
                        if (Objects.equals(series.phase(), phase)) {
                            return some.all(series);
                        }
                    }
                }
            }
            return new Points(0);
        });
    }

    /** Waits for a write in progress, then closes. A second call does nothing. */
    @Override
    public void close() {
        access.database().close();
    }
}
