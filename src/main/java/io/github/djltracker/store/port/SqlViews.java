package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views of the experiment with a name, whether it exists yet or not. Thread-safe. */
record SqlViews(Access access, String experiment) implements Views {
    private static final String COLUMNS = "SELECT name, page, query, is_default, changed FROM kept_view";

    @Override
    public List<View> list() {
        return access.read(session -> {
            Long owner = Rows.findExperiment(session, experiment);
            return owner == null
                    ? List.of()
                    : session.list(SqlViews::view, COLUMNS + " WHERE experiment = ? ORDER BY name", owner);
        });
    }

    @Override
    public View keep(String name, View.Page page, String query, boolean isDefault) {
        View wanted = new View(name, page, query, isDefault, access.clock().instant());
        return access.database().write(session -> {
            long owner = Rows.experiment(session, experiment);
            // views of an experiment are saved one after the other, so that a page has only one default
            Rows.lockExperiment(session, owner);
            View before = find(session, owner, name);
            if (before != null && wanted.equals(at(before, wanted.changed()))) {
                return before;
            }
            if (before == null) {
                refuseTooMany(session, owner);
            }
            if (isDefault) {
                session.update("""
                        UPDATE kept_view SET is_default = 0, changed = ?
                        WHERE experiment = ? AND page = ? AND is_default = 1""", wanted.changed().toEpochMilli(), owner, page.name());
            }
            session.update(
                    """
                    INSERT INTO kept_view (experiment, name, page, query, is_default, changed) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (experiment, name) DO UPDATE SET page = excluded.page, query = excluded.query,
                        is_default = excluded.is_default, changed = excluded.changed""",
                    owner,
                    name,
                    page.name(),
                    query,
                    isDefault ? 1L : 0L,
                    wanted.changed().toEpochMilli());
            return wanted;
        });
    }

    @Override
    public void remove(String name) {
        requireNonNull(name, "name");
        access.database().write(session -> {
            Long owner = Rows.findExperiment(session, experiment);
            int removed = owner == null
                    ? 0
                    : session.update("DELETE FROM kept_view WHERE experiment = ? AND name = ?", owner, name);
            if (removed == 0) {
                throw new NotFoundException("experiment \"" + experiment + "\" has no view \"" + name + "\"");
            }
            return true;
        });
    }

    private static @Nullable View find(Session session, long owner, String name) throws SQLException {
        return session.one(SqlViews::view, COLUMNS + " WHERE experiment = ? AND name = ?", owner, name);
    }

    private static void refuseTooMany(Session session, long owner) throws SQLException {
        long kept = session.number("SELECT count(*) FROM kept_view WHERE experiment = ?", owner);
        if (kept >= MAX_VIEWS) {
            throw new IllegalArgumentException(
                    kept + " views are saved already: at most " + MAX_VIEWS + " are allowed");
        }
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(
                row.getString(1),
                View.Page.valueOf(row.getString(2)),
                row.getString(3),
                row.getLong(4) == 1,
                Instant.ofEpochMilli(row.getLong(5)));
    }

    private static View at(View view, Instant changed) {
        return new View(view.name(), view.page(), view.query(), view.isDefault(), changed);
    }
}
