package io.github.djltracker.store.session;

import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.json.AnnotationsJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What people say about runs. */
public final class RunAnnotations {
    private RunAnnotations() {}

    /** Adds to what is said about a run, in the caller's transaction, and has its values read anew before runs are looked for. */
    public static Annotations add(Session session, long run, List<Annotation> said, Instant now) throws SQLException {
        Rows.lockRun(session, run);
        Annotations before = AnnotationsJson.read(session.only(
                row -> row.getString(1) == null ? "{}" : row.getString(1),
                "SELECT annotations FROM run WHERE id = ?",
                run));
        Annotations after = before.with(said, now);
        if (!after.equals(before)) {
            session.update(
                    "UPDATE run SET annotations = ?, starred = ?, archived = ? WHERE id = ?",
                    AnnotationsJson.write(after),
                    after.isStarred() ? 1L : 0L,
                    after.isArchived() ? 1L : 0L,
                    run);
            StaleRuns.add(session, run);
        }
        return after;
    }
}
