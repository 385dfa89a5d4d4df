package io.github.djltracker.store.find;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model of an experiment. */
record ModelRow(long id, String hash, @Nullable String name) {
    static List<ModelRow> list(Session session, long experiment) throws SQLException {
        return session.list(
                row -> new ModelRow(row.getLong(1), row.getString(2), row.getString(3)),
                "SELECT id, hash, name FROM model WHERE experiment = ? ORDER BY id",
                experiment);
    }
}
