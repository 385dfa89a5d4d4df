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
 * A database of experiments. Several threads may use it, and several processes may open one database: of a file writers
 * take turns, of PostgreSQL those of one model do, and readers wait for nobody. Thread-safe.
 *
 * <p>Where the database cannot be read or written now, each call throws {@link
 * io.github.djltracker.domain.error.UnavailableException} and has changed nothing; after {@link #close} each call does.
 */
public final class SqlStore implements IdempotentStore, AutoCloseable {
    private final Access access;
    private volatile Runnable beforeReading = () -> {};
    private volatile AlertRules rules = AlertRules.DEFAULTS;

    private SqlStore(Database database, Appends appends, Clock clock, @Nullable Sink through) {
        access = new Access(database, appends, clock, () -> beforeReading.run(), () -> rules, through);
    }

    /**
     * The same database, except that what is appended to the sinks of this store goes to another sink, an outbox that
     * brings it here later, say.
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

    /** Judges runs by these rules from now on; by {@link AlertRules#DEFAULTS} until then. */
    public void judgeBy(AlertRules others) {
        rules = requireNonNull(others, "rules");
    }

    /**
     * Opens an SQLite file, and creates it if there is none. Its directory must be there and writable, since SQLite
     * keeps a log beside the file.
     *
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened or written, is no database of
     *     this library, or has a newer schema than this library knows; the file is as it was
     */
    public static SqlStore open(Path file) {
        return open(file, Clock.systemUTC());
    }

    /**
     * Opens a database of PostgreSQL by its JDBC URL, such as {@code jdbc:postgresql://host:5432/runs?user=me}, and
     * creates the tables if there are none. Several servers may open one database. The driver ({@code
     * org.postgresql:postgresql}) and the pool ({@code com.zaxxer:HikariCP}) have to be on the class path.
     *
     * @param url user and password may be in its query; {@code currentSchema} says in which schema the tables are
     * @throws IllegalArgumentException if it is no such URL
     * @throws io.github.djltracker.domain.error.UnavailableException if a library is missing, or the database cannot be
     *     reached, holds tables of another program under our names, or has a newer schema than this library knows
     */
    public static SqlStore open(String url) {
        return open(url, null, null);
    }

    /** Opens a database of PostgreSQL as {@link #open(String)} does, as a user who is not in the URL. */
    public static SqlStore open(String url, @Nullable String user, @Nullable String password) {
        requireNonNull(url, "url");
        // before the class that cannot be loaded without the libraries
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
     * Looks at everything in an SQLite file and says what is wrong. Nothing is changed, and others may go on writing.
     *
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened at all, is no database of this
     *     library, or has another schema than this library knows
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
     * Makes an SQLite file as small as it can be: packs what silent and ended runs still have waiting, joins short chunks,
     * and gives unused space back. Changes no value. Needs as much free space on the disk as the file has; others may go
     * on reading and writing, but wait for the last part.
     *
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened or written; what was joined until
     *     then stays so
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
     * deletes the first: for a network whose hash a later version of this library made.
     *
     * @throws io.github.djltracker.domain.error.RejectedException if they are not of the same network: the message says
     *     what is different. Then nothing is changed
     * @throws io.github.djltracker.domain.error.NotFoundException if one of them is not there
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

    /** Waits for a write that is under way, then closes. A second call does nothing. */
    @Override
    public void close() {
        access.database().close();
    }
}
