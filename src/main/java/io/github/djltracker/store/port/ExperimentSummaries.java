package io.github.djltracker.store.port;

import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.store.curve.Cursor;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.wire.json.AnnotationsJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads pages of experiments with summaries of their content, in four statements. */
final class ExperimentSummaries {
    /** The owner in cursors, because the list of experiments has none. */
    private static final UUID ALL = new UUID(0, 0);

    private static final String PAGE = "m.experiment > ? AND m.experiment <= ?";

    private record Row(long id, UUID uuid, String name, Annotations annotations) {}

    private record Models(long count, @Nullable Instant active) {}

    private ExperimentSummaries() {}

    /** @param lostBefore a run without an end that was last seen before this time is lost */
    static Page<Experiments.Summary> page(Session session, PageQuery query, long lostBefore) throws SQLException {
        Cursor behind = Cursor.parse(Cursor.EXPERIMENTS, ALL, query.after());
        List<Row> rows = session.list(
                row -> new Row(
                        row.getLong(1),
                        Session.uuid(row.getBytes(2)),
                        row.getString(3),
                        AnnotationsJson.read(row.getString(4))),
                "SELECT id, uuid, name, annotations FROM experiment WHERE id > ? ORDER BY id LIMIT ?",
                behind.number(),
                query.limit() + 1L);
        boolean more = rows.size() > query.limit();
        List<Row> page = more ? rows.subList(0, query.limit()) : rows;
        if (page.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        long last = page.get(page.size() - 1).id;
        Map<Long, Models> models = models(session, behind.number(), last);
        RunCounts runs = RunCounts.read(session, "m.experiment", PAGE, lostBefore, behind.number(), last);
        List<Experiments.Summary> items = new ArrayList<>();
        for (Row row : page) {
            Models of = models.getOrDefault(row.id, new Models(0, null));
            items.add(
                    new Experiments.Summary(row.uuid, row.name, of.count, runs.of(row.id), of.active, row.annotations));
        }
        return new Page<>(items, more ? behind.at(last).toString() : null);
    }

    private static Map<Long, Models> models(Session session, long behind, long last) throws SQLException {
        Map<Long, Models> models = new HashMap<>();
        session.each(
                row -> {
                    Long seen = Session.longOrNull(row, 3);
                    models.put(
                            row.getLong(1),
                            new Models(row.getLong(2), seen == null ? null : Instant.ofEpochMilli(seen)));
                },
                "SELECT m.experiment, count(*), max(t.seen) FROM model m JOIN model_state t ON t.model = m.id WHERE "
                        + PAGE + " GROUP BY m.experiment",
                behind,
                last);
        return models;
    }
}
