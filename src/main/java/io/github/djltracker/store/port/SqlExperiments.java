package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.session.DeletedRuns;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The experiments of a database. Thread-safe. */
public record SqlExperiments(Access access) implements Experiments {
    @Override
    public Experiment create(String name) {
        Limits.name("experiment name", name);
        return access.database().write(session -> {
            refuseTaken(session, name);
            // fails if another transaction has created it in the meantime
            Rows.createExperiment(session, name);
            return new SqlExperiment(access, name);
        });
    }

    @Override
    public Optional<Experiment> read(String name) {
        requireNonNull(name, "name");
        return access.read(session -> Rows.findExperiment(session, name) == null
                ? Optional.empty()
                : Optional.of(new SqlExperiment(access, name)));
    }

    @Override
    public Experiment update(UUID id, String name) {
        requireNonNull(id, "id");
        Limits.name("experiment name", name);
        return access.database().write(session -> {
            String before =
                    session.oneLocked(row -> row.getString(1), "SELECT name FROM experiment WHERE uuid = ?", id);
            if (before == null) {
                throw missing(id);
            }
            if (!before.equals(name)) {
                refuseTaken(session, name);
                session.update("UPDATE experiment SET name = ? WHERE uuid = ?", name, id);
            }
            return new SqlExperiment(access, name);
        });
    }

    @Override
    public void delete(UUID id) {
        requireNonNull(id, "id");
        access.database().write(session -> {
            Long experiment = session.oneLocked(row -> row.getLong(1), "SELECT id FROM experiment WHERE uuid = ?", id);
            if (experiment == null) {
                throw missing(id);
            }
            for (long model : session.list(
                    row -> row.getLong(1), "SELECT id FROM model WHERE experiment = ? ORDER BY id", experiment)) {
                DeletedRuns.addOfModel(session, model);
            }
            return session.update("DELETE FROM experiment WHERE id = ?", experiment);
        });
    }

    @Override
    public List<Experiment> list() {
        return access.read(session -> session.list(
                row -> new SqlExperiment(access, row.getString(1)), "SELECT name FROM experiment ORDER BY id"));
    }

    @Override
    public Page<Summary> summaries(PageQuery query) {
        requireNonNull(query, "query");
        return access.read(session -> ExperimentSummaries.page(session, query, SqlRuns.lostBefore(access)));
    }

    private static void refuseTaken(Session session, String name) throws SQLException {
        if (Rows.findExperiment(session, name) != null) {
            throw new AlreadyExistsException("experiment \"" + name + "\" exists already");
        }
    }

    private static NotFoundException missing(UUID id) {
        return new NotFoundException("experiment " + id + " does not exist");
    }
}
