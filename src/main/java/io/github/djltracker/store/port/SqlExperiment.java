package io.github.djltracker.store.port;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StoredAnnotations;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An experiment by its name, whether it exists yet or not. Thread-safe. */
public record SqlExperiment(Access access, String name) implements Experiment {
    @Override
    public UUID id() {
        Optional<UUID> known = access.read(this::find);
        return known.orElseGet(() -> access.database().write(session -> {
            Rows.experiment(session, name);
            return find(session).orElseThrow();
        }));
    }

    private Optional<UUID> find(Session session) throws SQLException {
        return Optional.ofNullable(
                session.one(row -> Session.uuid(row.getBytes(1)), "SELECT uuid FROM experiment WHERE name = ?", name));
    }

    @Override
    public Annotations annotations() {
        return access.read(session -> {
            Long row = Rows.findExperiment(session, name);
            return row == null ? Annotations.NONE : StoredAnnotations.ofExperiment(session, row);
        });
    }

    @Override
    public Annotations annotate(List<Annotation> said) {
        Annotations.ofExperiment(said);
        return access.database()
                .write(session -> StoredAnnotations.addToExperiment(
                        session,
                        Rows.experiment(session, name),
                        said,
                        access.clock().instant()));
    }

    @Override
    public Models models() {
        return new SqlModels(access, name);
    }

    @Override
    public ExperimentRuns runs() {
        return new SqlExperimentRuns(access, name);
    }

    @Override
    public Views views() {
        return new SqlViews(access, name);
    }
}
