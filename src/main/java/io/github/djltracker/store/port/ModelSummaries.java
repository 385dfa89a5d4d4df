package io.github.djltracker.store.port;

import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.curve.Cursor;
import io.github.djltracker.store.curve.HandMetrics;
import io.github.djltracker.store.curve.SeriesSums;
import io.github.djltracker.store.curve.WaitingSums;
import io.github.djltracker.store.session.ModelKey;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.wire.json.AnnotationsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of the models of an experiment with summaries of their content, in a handful of statements, however many
 * models there are. The page ends before a model that would exceed a limit below. One instance per call; not
 * thread-safe.
 */
final class ModelSummaries {
    /** Maximum number of models of a page, because their descriptions may be long. */
    static final int MAX_MODELS = 1_000;
    /** Maximum number of runs of the models of a page, unless the first model alone has more. */
    static final int MAX_RUNS = 10_000;
    /** Maximum number of unpacked points in the runs of a page, unless the first model alone has more. */
    static final int MAX_WAITING = 1_000_000;
    /**
     * Maximum number of series of the runs of a page and of manually logged metrics, unless the first model alone has
     * more.
     */
    static final int MAX_SERIES = 100_000;

    private static final String PAGE = "m.experiment = ? AND m.id > ? AND m.id <= ?";

    /** A model of the page. */
    private static final class Item {
        final ModelKey key;
        final @Nullable String name;
        final @Nullable String description;
        final Annotations annotations;
        long step;

        @Nullable
        Instant active;

        Map<RunStatus, Long> runs = Map.of();
        long waiting;
        final SeriesSums series = new SeriesSums();
        final Map<SeriesName, HandMetrics.Sum> byHand = new LinkedHashMap<>();
        /** Number of rows of series and of manually logged metrics. */
        long rows;

        Item(ResultSet row) throws SQLException {
            key = new ModelKey(row.getLong(1), Session.uuid(row.getBytes(2)), row.getString(3));
            name = row.getString(4);
            description = row.getString(5);
            annotations = AnnotationsJson.read(row.getString(6));
        }

        long countOfRuns() {
            return runs.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record SeriesName(String name, String phase) {}

    private final Access access;
    private final Session session;
    private final long experiment;
    private final Cursor behind;
    private final LinkedHashMap<Long, Item> items = new LinkedHashMap<>();
    private long last;
    private boolean more;

    private ModelSummaries(Access access, Session session, long experiment, Cursor behind) {
        this.access = access;
        this.session = session;
        this.experiment = experiment;
        this.behind = behind;
    }

    static Page<Models.Summary> page(Access access, Session session, long experiment, UUID id, PageQuery query)
            throws SQLException {
        Cursor behind = Cursor.parse(Cursor.MODELS, id, query.after());
        return new ModelSummaries(access, session, experiment, behind).page(query.limit());
    }

    private Page<Models.Summary> page(int limit) throws SQLException {
        long most = Math.min(limit, MAX_MODELS);
        models(most + 1);
        keep(most, item -> 1);
        states();
        runs();
        keep(MAX_RUNS, Item::countOfRuns);
        keep(MAX_WAITING, item -> item.waiting);
        if (items.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        countRows();
        keep(MAX_SERIES, item -> item.rows);
        byHand();
        series(waiting());
        List<Models.Summary> page = new ArrayList<>();
        for (Item item : items.values()) {
            page.add(new Models.Summary(
                    new SqlModel(access, item.key),
                    item.name,
                    item.description,
                    item.step,
                    item.runs,
                    item.active,
                    item.series.series(),
                    item.annotations));
        }
        return new Page<>(page, more ? behind.at(last).toString() : null);
    }

    private void models(long limit) throws SQLException {
        session.each(row -> items.put(row.getLong(1), new Item(row)), """
                SELECT id, uuid, hash, name, description, annotations FROM model
                WHERE experiment = ? AND id > ? ORDER BY id LIMIT ?""", experiment, behind.number(), limit);
    }

    private void states() throws SQLException {
        session.each(
                row -> read(row, item -> {
                    item.step = row.getLong(2);
                    Long seen = Session.longOrNull(row, 3);
                    item.active = seen == null ? null : Instant.ofEpochMilli(seen);
                }),
                "SELECT t.model, t.step, t.seen FROM model m JOIN model_state t ON t.model = m.id WHERE " + PAGE,
                experiment,
                behind.number(),
                last);
    }

    private void runs() throws SQLException {
        RunCounts counts =
                RunCounts.read(session, "r.model", PAGE, SqlRuns.lostBefore(access), experiment, behind.number(), last);
        items.forEach((model, item) -> {
            item.runs = counts.of(model);
            item.waiting = counts.waiting(model);
        });
    }

    /** Keeps the first models whose measures add up to at most {@code most}, but at least one model. */
    private void keep(long most, ToLongFunction<Item> measure) {
        long sum = 0;
        int kept = 0;
        for (Item item : items.values()) {
            sum += measure.applyAsLong(item);
            if (kept > 0 && sum > most) {
                break;
            }
            kept++;
            last = item.key.row();
        }
        int before = items.size();
        items.keySet().removeIf(model -> model > last);
        more |= kept < before;
    }

    private void countRows() throws SQLException {
        // the series of a run are numbered from 1
        session.each(
                row -> read(row, item -> item.rows += row.getLong(2)),
                """
                SELECT r.model, sum((SELECT max(x.id) FROM series x WHERE x.run = s.run))
                FROM model m JOIN run r ON r.model = m.id JOIN run_state s ON s.run = r.id WHERE\s""" + PAGE + " GROUP BY r.model",
                experiment,
                behind.number(),
                last);
        session.each(
                row -> read(row, item -> item.rows += row.getLong(2)),
                "SELECT h.model, count(*) FROM model m JOIN metric h ON h.model = m.id WHERE " + PAGE
                        + " GROUP BY h.model",
                experiment,
                behind.number(),
                last);
    }

    private void byHand() throws SQLException {
        session.each(
                row -> read(
                        row,
                        item -> item.byHand
                                .computeIfAbsent(
                                        new SeriesName(row.getString(3), row.getString(4)),
                                        key -> new HandMetrics.Sum())
                                .add(row, 5)),
                """
                SELECT h.model, h.number, h.name, h.phase, h.step, h.time, h.bits
                FROM model m JOIN metric h ON h.model = m.id
                WHERE m.experiment = ? AND m.id > ? AND m.id <= ? ORDER BY h.model, h.number""",
                experiment,
                behind.number(),
                last);
        for (Item item : items.values()) {
            item.byHand.forEach((name, sum) -> item.series.add(sum.series(name.name, SeriesRow.phase(name.phase))));
            item.byHand.clear();
        }
    }

    /** The points that are not packed yet. */
    private WaitingSums waiting() throws SQLException {
        WaitingSums waiting = new WaitingSums(session);
        session.each(waiting::add, """
                SELECT s.run, e.sequence, e.body
                FROM model m JOIN run r ON r.model = m.id JOIN run_state s ON s.run = r.id
                JOIN entry e ON e.run = s.run AND e.sequence >= s.packed
                WHERE m.experiment = ? AND m.id > ? AND m.id <= ? AND r.status IS NULL AND s.waiting > 0
                ORDER BY s.run, e.sequence""", experiment, behind.number(), last);
        return waiting;
    }

    private void series(WaitingSums waiting) throws SQLException {
        session.each(
                row -> {
                    Statistics all = Statistics.read(row.getBytes(6));
                    Statistics more = waiting.of(row.getLong(2), row.getLong(3));
                    if (more != null) {
                        all.add(more);
                    }
                    if (all.count > 0 && !Histogram.isSeries(row.getString(4), row.getString(5))) {
                        read(
                                row,
                                item -> item.series.add(
                                        SeriesSums.series(row.getString(4), SeriesRow.phase(row.getString(5)), all)));
                    }
                },
                """
                SELECT r.model, r.id, s.id, s.name, s.phase, s.statistics
                FROM model m JOIN run r ON r.model = m.id JOIN series s ON s.run = r.id
                WHERE m.experiment = ? AND m.id > ? AND m.id <= ? AND s.name <> '' ORDER BY r.model, r.id""",
                experiment,
                behind.number(),
                last);
    }

    private interface Reader {
        void read(Item item) throws SQLException;
    }

    /**
     * Reads a row that begins with a model. Ignores a model that is not on the page: if machines answer as of different
     * moments, it may be newer than the page.
     */
    private void read(ResultSet row, Reader reader) throws SQLException {
        Item item = items.get(row.getLong(1));
        if (item != null) {
            reader.read(item);
        }
    }
}
