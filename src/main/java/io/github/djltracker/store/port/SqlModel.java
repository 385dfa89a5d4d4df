package io.github.djltracker.store.port;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.session.ModelKey;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StoredAnnotations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A model of a database. Thread-safe. */
public record SqlModel(Access access, ModelKey key) implements Model {
    public static @Nullable SqlModel find(Session session, Access access, UUID id) throws SQLException {
        return session.one(row -> map(access, row), "SELECT id, uuid, hash FROM model WHERE uuid = ?", id);
    }

    static @Nullable SqlModel ofRun(Session session, Access access, UUID run) throws SQLException {
        return session.one(
                row -> map(access, row),
                "SELECT m.id, m.uuid, m.hash FROM model m JOIN run r ON r.model = m.id WHERE r.uuid = ?",
                run);
    }

    /** Reads a model from its row, uuid and hash. */
    static SqlModel map(Access access, ResultSet row) throws SQLException {
        return new SqlModel(access, new ModelKey(row.getLong(1), Session.uuid(row.getBytes(2)), row.getString(3)));
    }

    @Override
    public Experiment experiment() {
        return access.read(session -> {
            Rows.requireModel(session, key);
            return session.only(
                    row -> new SqlExperiment(access, row.getString(1)),
                    "SELECT e.name FROM experiment e JOIN model m ON m.experiment = e.id WHERE m.id = ?",
                    key.row());
        });
    }

    @Override
    public UUID id() {
        return key.id();
    }

    @Override
    public String hash() {
        return key.hash();
    }

    @Override
    public Optional<String> name() {
        return text("SELECT name FROM model WHERE id = ?");
    }

    @Override
    public Optional<String> description() {
        return text("SELECT description FROM model WHERE id = ?");
    }

    @Override
    public Annotations annotations() {
        return access.read(session -> {
            Rows.requireModel(session, key);
            return StoredAnnotations.ofModel(session, key.row());
        });
    }

    @Override
    public Annotations annotate(List<Annotation> said) {
        return access.database().write(session -> {
            Rows.lockModel(session, key);
            return StoredAnnotations.addToModel(
                    session, key.row(), said, access.clock().instant());
        });
    }

    private Optional<String> text(String sql) {
        return access.read(session -> {
            Rows.requireModel(session, key);
            return Optional.ofNullable(session.one(row -> row.getString(1), sql, key.row()));
        });
    }

    @Override
    public long step() {
        return access.read(session -> {
            Rows.requireModel(session, key);
            return session.number("SELECT step FROM model_state WHERE model = ?", key.row());
        });
    }

    @Override
    public void step(long step) {
        Limits.step(step);
        access.database().write(session -> {
            Rows.lockOrder(session, key);
            return session.update("UPDATE model_state SET step = ? WHERE model = ?", step, key.row());
        });
    }

    @Override
    public Modules modules() {
        return new SqlModules(access, key);
    }

    @Override
    public Iterations iterations() {
        return new SqlIterations(access, key);
    }

    @Override
    public Metrics metrics() {
        return new SqlMetrics(access, key);
    }

    @Override
    public Runs runs() {
        return new SqlRuns(access, key);
    }
}
