package io.github.djltracker.store.check;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.database.Sqlite;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks everything in a store: first the database file, then experiments and models, then each run in a transaction of
 * its own, so that a run in progress is seen at one point in time. Changes nothing. Not thread-safe.
 */
public final class StoreCheck {
    private static final String FILE = "file";

    private final Sqlite dialect;
    private final Session session;
    private final Findings findings;

    private record ModelRow(
            long id, @Nullable String hash, @Nullable Long recorded) {}

    private record RunRow(long id, UUID uuid) {}

    public StoreCheck(Sqlite dialect, Session session) {
        this.dialect = dialect;
        this.session = session;
        findings = new Findings(session);
    }

    public CheckReport check(StoreProgress progress) {
        findings.attempt(FILE, this::database);
        findings.attempt("experiments", this::experiments);
        findings.attempt("models", this::models);
        findings.attempt("deleted runs", this::deletedRuns);
        findings.attempt("runs", () -> runs(progress));
        findings.attempt(FILE, () -> findings.space = SpaceUse.of(session, dialect.logBytes()));
        return findings.report();
    }

    private void database() throws SQLException {
        session.each(
                row -> findings.require("ok".equals(row.getString(1)), FILE, "integrity: " + row.getString(1)),
                "PRAGMA integrity_check");
        session.each(
                row -> findings.add(
                        FILE,
                        "row " + row.getLong(2) + " of " + row.getString(1) + " refers to a row of " + row.getString(3)
                                + " that is missing"),
                "PRAGMA foreign_key_check");
    }

    private void experiments() throws SQLException {
        session.each(
                row -> {
                    findings.experiments++;
                    String place = "experiment " + row.getLong(1);
                    findings.require(isUuid(row.getBytes(2)), place, "its id is not a UUID");
                    String name = row.getString(3);
                    findings.attempt(place, () -> Limits.name("its name", name));
                },
                "SELECT id, uuid, name FROM experiment");
    }

    private static boolean isUuid(byte @Nullable [] bytes) {
        return bytes != null && bytes.length == 16;
    }

    private void models() throws SQLException {
        List<ModelRow> models = session.list(
                row -> {
                    findings.require(isUuid(row.getBytes(2)), "model " + row.getLong(1), "its id is not a UUID");
                    return new ModelRow(row.getLong(1), row.getString(3), Session.longOrNull(row, 4));
                },
                """
                SELECT m.id, m.uuid, m.hash, s.recorded FROM model m LEFT JOIN model_state s ON s.model = m.id
                ORDER BY m.id""");
        for (ModelRow model : models) {
            findings.models++;
            String place = "model " + model.id + " (hash " + model.hash + ")";
            findings.attempt(place, () -> model(place, model));
        }
    }

    private void model(String place, ModelRow model) throws SQLException {
        if (model.recorded == null) {
            findings.add(place, "its state is missing: nothing can be recorded to it");
            return;
        }
        for (String table : List.of("module", "metric", "iteration", "iteration_module")) {
            long highest =
                    session.number("SELECT coalesce(max(number), 0) FROM " + table + " WHERE model = ?", model.id);
            findings.require(
                    highest <= model.recorded,
                    place,
                    "has number " + highest + " in " + table + ", but " + model.recorded + " were recorded");
        }
        session.each(
                row -> attributes(place, "module", row.getString(1), row.getString(2)),
                "SELECT name, attributes FROM module WHERE model = ?",
                model.id);
        session.each(
                row -> attributes(place, "module of an iteration,", row.getString(1), row.getString(2)),
                "SELECT name, attributes FROM iteration_module WHERE model = ? AND run IS NULL",
                model.id);
    }

    private void attributes(String place, String what, String name, String attributes) {
        findings.attempt(place + ", " + what + " " + name, () -> AttributesJson.read(attributes));
    }

    private void deletedRuns() throws SQLException {
        session.each(
                row -> findings.add("run " + Session.uuid(row.getBytes(1)), "exists, but is also recorded as deleted"),
                "SELECT r.uuid FROM run r JOIN deleted_run d ON d.uuid = r.uuid");
    }

    private void runs(StoreProgress progress) throws SQLException {
        List<RunRow> runs = session.list(
                row -> {
                    byte[] uuid = row.getBytes(2);
                    if (!isUuid(uuid)) {
                        findings.add("run " + row.getLong(1), "its id is not a UUID");
                    }
                    return new RunRow(row.getLong(1), isUuid(uuid) ? Session.uuid(uuid) : new UUID(0, 0));
                },
                "SELECT id, uuid FROM run ORDER BY id");
        for (int i = 0; i < runs.size(); i++) {
            progress.report(i, runs.size());
            RunRow run = runs.get(i);
            findings.runs++;
            String place = "run " + run.uuid;
            findings.attempt(place, () -> {
                dialect.beginReading(session);
                try {
                    new RunCheck(session, findings, place, run.id, run.uuid).check();
                } finally {
                    dialect.commit(session);
                }
            });
        }
        progress.report(runs.size(), runs.size());
    }
}
