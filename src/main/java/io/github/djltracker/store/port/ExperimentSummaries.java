package io.github.djltracker.store.port;

import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.store.curve.Cursor;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.wire.json.AnnotationsJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads pages of experiments with what is in them, in one statement. */
final class ExperimentSummaries {
    /** Experiments are owned by nobody. */
    private static final UUID ALL = new UUID(0, 0);

    private record Row(long id, Experiments.Summary summary) {}

    private ExperimentSummaries() {}

    /** @param lostBefore a run without an end that was last seen before this time is lost */
    static Page<Experiments.Summary> page(Session session, PageQuery query, long lostBefore) throws SQLException {
        Cursor behind = Cursor.parse(Cursor.EXPERIMENTS, ALL, query.after());
        List<Row> rows = session.list(
                row -> {
                    Long seen = Session.longOrNull(row, 5);
                    return new Row(
                            row.getLong(1),
                            new Experiments.Summary(
                                    Session.uuid(row.getBytes(2)),
                                    row.getString(3),
                                    row.getLong(4),
                                    RunCounts.map(row, 6),
                                    seen == null ? null : Instant.ofEpochMilli(seen),
                                    AnnotationsJson.read(row.getString(11))));
                },
                """
                SELECT e.id, e.uuid, e.name, count(m.id), max(t.seen),
                    sum((SELECT count(*) FROM run r WHERE r.model = m.id AND r.status = 'FINISHED')),
                    sum((SELECT count(*) FROM run r WHERE r.model = m.id AND r.status = 'FAILED')),
                    sum((SELECT count(*) FROM run r WHERE r.model = m.id AND r.status = 'INTERRUPTED')),
                    sum((SELECT count(*) FROM run r WHERE r.model = m.id AND r.status IS NULL)),
                    sum((SELECT count(*) FROM run r JOIN run_state s ON s.run = r.id
                        WHERE r.model = m.id AND r.status IS NULL AND s.seen < ?)),
                    e.annotations
                FROM (SELECT id, uuid, name, annotations FROM experiment WHERE id > ? ORDER BY id LIMIT ?) e
                LEFT JOIN model m ON m.experiment = e.id LEFT JOIN model_state t ON t.model = m.id
                GROUP BY e.id, e.uuid, e.name, e.annotations ORDER BY e.id""",
                lostBefore,
                behind.number(),
                query.limit() + 1L);
        boolean more = rows.size() > query.limit();
        List<Experiments.Summary> items = new ArrayList<>();
        for (Row row : more ? rows.subList(0, query.limit()) : rows) {
            items.add(row.summary);
        }
        return new Page<>(
                items, more ? behind.at(rows.get(query.limit() - 1).id).toString() : null);
    }
}
