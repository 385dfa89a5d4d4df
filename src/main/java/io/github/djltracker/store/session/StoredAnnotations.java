package io.github.djltracker.store.session;

import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.json.AnnotationsJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The annotations of experiments, models and runs, each stored in a column of their row. */
public final class StoredAnnotations {
    private static final String EXPERIMENT = "experiment";
    private static final String MODEL = "model";
    private static final String RUN = "run";

    /** A further update of a row whose annotations changed. */
    private interface Change {
        void to(Annotations all) throws SQLException;
    }

    private StoredAnnotations() {}

    public static Annotations ofExperiment(Session session, long experiment) throws SQLException {
        return of(session, EXPERIMENT, experiment);
    }

    public static Annotations ofModel(Session session, long model) throws SQLException {
        return of(session, MODEL, model);
    }

    /** Adds annotations to an experiment, in the caller's transaction. */
    public static Annotations addToExperiment(Session session, long experiment, List<Annotation> said, Instant now)
            throws SQLException {
        Rows.lockExperiment(session, experiment);
        return add(session, EXPERIMENT, experiment, said, now, all -> {});
    }

    /** Adds annotations to a model, which the caller's transaction has locked, and updates its name. */
    public static Annotations addToModel(Session session, long model, List<Annotation> said, Instant now)
            throws SQLException {
        return add(
                session,
                MODEL,
                model,
                said,
                now,
                all -> session.update(
                        "UPDATE model SET name = coalesce(?, recorded_name) WHERE id = ?",
                        all.name().orElse(null),
                        model));
    }

    /**
     * Adds annotations to a run, in the caller's transaction, and marks its values to be read again before runs are
     * searched.
     */
    public static Annotations addToRun(Session session, long run, List<Annotation> said, Instant now)
            throws SQLException {
        Rows.lockRun(session, run);
        return add(session, RUN, run, said, now, all -> {
            session.update(
                    "UPDATE run SET starred = ?, archived = ? WHERE id = ?",
                    all.isStarred() ? 1L : 0L,
                    all.isArchived() ? 1L : 0L,
                    run);
            StaleRuns.add(session, run);
        });
    }

    private static Annotations of(Session session, String table, long row) throws SQLException {
        return session.only(
                found -> AnnotationsJson.read(found.getString(1)),
                "SELECT annotations FROM " + table + " WHERE id = ?",
                row);
    }

    private static Annotations add(
            Session session, String table, long row, List<Annotation> said, Instant now, Change onChange)
            throws SQLException {
        Annotations before = of(session, table, row);
        Annotations all = before.with(said, now);
        if (!all.equals(before)) {
            session.update("UPDATE " + table + " SET annotations = ? WHERE id = ?", AnnotationsJson.write(all), row);
            onChange.to(all);
        }
        return all;
    }
}
