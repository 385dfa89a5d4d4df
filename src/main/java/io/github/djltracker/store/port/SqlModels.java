package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.session.DeletedRuns;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StoredAnnotations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The models of the experiment with a name, whether it exists yet or not. Thread-safe. */
public record SqlModels(Access access, String experiment) implements Models {
    private record Owner(long row, UUID id) {}

    @Override
    public Model create(String hash) {
        return insert(hash, null, null);
    }

    @Override
    public Model create(String hash, String name) {
        return insert(hash, Limits.name("model name", name), null);
    }

    @Override
    public Model create(String hash, String name, String description) {
        return insert(hash, Limits.name("model name", name), description(description));
    }

    private Model insert(String hash, @Nullable String name, @Nullable String description) {
        Limits.hash(hash);
        return access.database().write(session -> {
            long owner = Rows.experiment(session, experiment);
            if (Rows.model(session, owner, hash) != null) {
                throw new AlreadyExistsException(
                        "experiment \"" + experiment + "\" has a model of hash " + hash + " already");
            }
            Rows.createModel(session, owner, hash, name, description);
            return existing(session, hash);
        });
    }

    @Override
    public Optional<Model> read(String hash) {
        requireNonNull(hash, "hash");
        return access.read(session -> Optional.ofNullable(find(session, hash)));
    }

    @Override
    public Model update(String hash, String name) {
        requireNonNull(hash, "hash");
        Limits.name("model name", name);
        return access.database().write(session -> {
            SqlModel model = existing(session, hash);
            rename(session, model, name);
            return model;
        });
    }

    @Override
    public Model update(String hash, String name, String description) {
        requireNonNull(hash, "hash");
        Limits.name("model name", name);
        description(description);
        return access.database().write(session -> {
            SqlModel model = existing(session, hash);
            rename(session, model, name);
            session.update(
                    "UPDATE model SET description = ? WHERE id = ?",
                    description,
                    model.key().row());
            return model;
        });
    }

    private void rename(Session session, SqlModel model, String name) throws SQLException {
        StoredAnnotations.addToModel(
                session,
                model.key().row(),
                List.of(Annotation.name(name)),
                access.clock().instant());
    }

    @Override
    public void delete(UUID id) {
        requireNonNull(id, "id");
        access.database().write(session -> {
            Long model = session.oneLocked(row -> row.getLong(1), """
                    SELECT id FROM model
                    WHERE uuid = ? AND experiment = (SELECT id FROM experiment WHERE name = ?)""", id, experiment);
            if (model == null) {
                throw new NotFoundException("experiment \"" + experiment + "\" has no model " + id);
            }
            DeletedRuns.addOfModel(session, model);
            return session.update("DELETE FROM model WHERE id = ?", model);
        });
    }

    @Override
    public List<Model> list() {
        return access.read(session -> session.list(this::model, """
                        SELECT m.id, m.uuid, m.hash FROM model m JOIN experiment e ON e.id = m.experiment
                        WHERE e.name = ? ORDER BY m.id""", experiment));
    }

    @Override
    public Page<Summary> summaries(PageQuery query) {
        requireNonNull(query, "query");
        return access.read(session -> {
            Owner owner = session.one(
                    row -> new Owner(row.getLong(1), Session.uuid(row.getBytes(2))),
                    "SELECT id, uuid FROM experiment WHERE name = ?",
                    experiment);
            return owner == null
                    ? new Page<>(List.of(), null)
                    : ModelSummaries.page(access, session, owner.row, owner.id, query);
        });
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        requireOurs(run, entry);
        return access.entries().append(run, entry);
    }

    @Override
    public long append(UUID run, List<RunEntry> entries) {
        entries.forEach(entry -> requireOurs(run, entry));
        return access.entries().append(run, entries);
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        access.entries().annotate(run, said);
    }

    @Override
    public double fill() {
        return access.entries().fill();
    }

    private void requireOurs(UUID run, RunEntry entry) {
        if (entry instanceof RunStart start && !start.experiment().equals(experiment)) {
            throw new RejectedException(
                    "run " + run + " is of experiment \"" + start.experiment() + "\", not of \"" + experiment + "\"");
        }
    }

    private SqlModel existing(Session session, String hash) throws SQLException {
        SqlModel model = find(session, hash);
        if (model == null) {
            throw new NotFoundException("experiment \"" + experiment + "\" has no model of hash " + hash);
        }
        return model;
    }

    private @Nullable SqlModel find(Session session, String hash) throws SQLException {
        return session.oneLocked(this::model, """
                SELECT m.id, m.uuid, m.hash FROM model m JOIN experiment e ON e.id = m.experiment
                WHERE e.name = ? AND m.hash = ?""", experiment, hash);
    }

    private SqlModel model(ResultSet row) throws SQLException {
        return SqlModel.map(access, row);
    }

    private static String description(String text) {
        return Limits.text("model description", text, Limits.MAX_TEXT);
    }
}
