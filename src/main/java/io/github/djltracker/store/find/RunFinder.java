package io.github.djltracker.store.find;

import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.find.RunValues;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.session.RunRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers questions about the runs of an experiment within one transaction. Not thread-safe. */
public final class RunFinder {
    private final Session session;
    private final long experiment;
    private final String name;
    private final RunColumns columns;
    private final AlertReader alerts;
    private final ValueNames names;

    private RunFinder(Session session, long experiment, String name, long lostBefore, AlertReader alerts)
            throws SQLException {
        this.session = session;
        this.experiment = experiment;
        this.name = name;
        columns = new RunColumns(lostBefore);
        this.alerts = alerts;
        names = new ValueNames(session, experiment);
    }

    /** The model of a run. */
    private record Row(UUID model, String hash, @Nullable String name) {}

    /** An answer, or the runs whose values have to be read first. */
    private record Answer<T>(List<Long> stale, @Nullable T value) {}

    /** A question about the runs of an experiment. */
    public interface Question<T> {
        T ask(RunFinder finder) throws SQLException;
    }

    /**
     * Answers a question about an experiment, after the values of runs that have changed are updated.
     *
     * @param lostBefore a run without an end that was last seen before this time is lost
     * @param alerts finds the alerts of the runs that were found
     * @param otherwise the answer if the experiment does not exist
     */
    public static <T> T ask(
            Database database,
            String experiment,
            long lostBefore,
            AlertReader alerts,
            Question<T> question,
            T otherwise) {
        // each run is updated once, because otherwise trainings in progress could delay the answer indefinitely
        long refreshed = 0;
        while (true) {
            long after = refreshed;
            Answer<T> answer = database.read(session -> {
                Long id = session.one(row -> row.getLong(1), "SELECT id FROM experiment WHERE name = ?", experiment);
                if (id == null) {
                    return new Answer<>(List.of(), otherwise);
                }
                List<Long> stale = RunIndex.stale(session, id, after);
                return stale.isEmpty()
                        ? new Answer<>(stale, question.ask(new RunFinder(session, id, experiment, lostBefore, alerts)))
                        : new Answer<>(stale, null);
            });
            if (answer.value != null) {
                return answer.value;
            }
            RunIndex.refresh(database, answer.stale);
            refreshed = answer.stale.get(answer.stale.size() - 1);
        }
    }

    /** All runs, across experiments, that received an entry at this time or later. */
    public static List<HeardRun> heardSince(Session session, long time, long lostBefore, AlertReader alerts)
            throws SQLException {
        Map<Long, String> experiments = new LinkedHashMap<>();
        session.each(row -> experiments.put(row.getLong(1), row.getString(2)), """
                SELECT s.run, e.name FROM run_state s JOIN run r ON r.id = s.run JOIN experiment e ON e.id = r.experiment
                WHERE s.seen >= ? ORDER BY s.run""", time);
        List<HeardRun> heard = new ArrayList<>();
        new RunFinder(session, 0, "", lostBefore, alerts)
                .load(List.copyOf(experiments.keySet()), Set.of(), Map.of())
                .forEach((id, run) -> heard.add(new HeardRun(experiments.getOrDefault(id, ""), run)));
        return heard;
    }

    /** The full names that some run has, without those that every run has. */
    public Set<String> names() throws SQLException {
        return known(names.used());
    }

    private static Set<String> known(Map<String, Long> used) {
        Set<String> some = new TreeSet<>(used.keySet());
        some.removeAll(RunValues.FIXED);
        return some;
    }

    /** The number of runs that match a filter. */
    public long count(RunFilter filter) throws SQLException {
        Map<String, Long> used = names.usedFor(filter.names());
        filter.requireKnown(known(used));
        Sql where = where(filter, used);
        return session.listOnce(
                        row -> row.getLong(1),
                        "SELECT count(*)" + RunColumns.RUNS + "r.experiment = " + experiment + " AND " + where.text(),
                        where.arguments())
                .get(0);
    }

    /** The runs that match a query, in its order. */
    public List<FoundRun> find(RunQuery query) throws SQLException {
        RunFilter filter = query.filter();
        RunOrder order = query.order();
        Map<String, Long> used = names.usedFor(mentioned(query));
        if (!query.isLenient()) {
            Set<String> known = known(used);
            if (filter != null) {
                filter.requireKnown(known);
            }
            if (order != null) {
                order.requireKnown(known);
            }
        }
        Sql where = filter == null ? Sql.TRUE : where(filter, used);
        List<Long> ids = new RunSorter(session, experiment, where, used, columns)
                .ids(order, query.offset() + (long) query.limit());
        List<Long> page = ids.subList(Math.min(query.offset(), ids.size()), ids.size());
        return List.copyOf(load(page, query.columns(), used).values());
    }

    private static Set<String> mentioned(RunQuery query) {
        Set<String> mentioned = new HashSet<>(query.columns());
        if (query.filter() != null) {
            mentioned.addAll(query.filter().names());
        }
        if (query.order() != null) {
            mentioned.add(query.order().name());
        }
        return mentioned;
    }

    private Sql where(RunFilter filter, Map<String, Long> used) throws SQLException {
        return filter.translate(new FilterSql(name, ModelRow.list(session, experiment), used, columns));
    }

    /**
     * The runs by their rows, in the same order. Leaves out runs that are missing because machines answer as of
     * different moments.
     */
    private Map<Long, FoundRun> load(List<Long> ids, Set<String> wanted, Map<String, Long> used) throws SQLException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String runs = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        Map<Long, Map<String, Object>> values = values(runs, wanted, used);
        Map<Long, Run> rows = new HashMap<>();
        Map<Long, Row> owners = new HashMap<>();
        session.listOnce(
                row -> {
                    long id = row.getLong(RunRow.COUNT + 4);
                    rows.put(id, RunRow.run(row, columns.lostBefore()));
                    return owners.put(
                            id,
                            new Row(
                                    Session.uuid(row.getBytes(RunRow.COUNT + 1)),
                                    row.getString(RunRow.COUNT + 2),
                                    row.getString(RunRow.COUNT + 3)));
                },
                "SELECT " + RunRow.COLUMNS
                        + ", m.uuid, m.hash, m.name, r.id FROM run r JOIN run_state s ON s.run = r.id"
                        + " JOIN model m ON m.id = r.model WHERE s.run IN (" + runs + ")",
                List.of());
        Map<Long, Run> judged = alerts.judged(session, rows);
        Map<Long, FoundRun> inOrder = new LinkedHashMap<>();
        for (Long id : ids) {
            Run run = judged.get(id);
            Row owner = owners.get(id);
            if (run != null && owner != null) {
                inOrder.put(
                        id, new FoundRun(owner.model, owner.hash, owner.name, run, values.getOrDefault(id, Map.of())));
            }
        }
        return inOrder;
    }

    private Map<Long, Map<String, Object>> values(String runs, Set<String> wanted, Map<String, Long> used)
            throws SQLException {
        Map<ValueKey, List<String>> asked = new LinkedHashMap<>();
        for (String column : wanted) {
            ValueKey key = ValueKey.of(column, used);
            if (key != null) {
                asked.computeIfAbsent(key, any -> new ArrayList<>()).add(column);
            }
        }
        Map<Long, Map<String, Object>> values = new HashMap<>();
        if (!asked.isEmpty()) {
            String numbers = asked.keySet().stream()
                    .map(key -> String.valueOf(key.name()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            session.listOnce(
                    row -> {
                        long name = row.getLong(2);
                        ValueRow value = ValueRow.read(row, 3);
                        Map<String, Object> of = values.computeIfAbsent(row.getLong(1), any -> new HashMap<>());
                        asked.getOrDefault(new ValueKey(name, false), List.of())
                                .forEach(column -> of.put(column, value.value()));
                        if (value.step() != null) {
                            asked.getOrDefault(new ValueKey(name, true), List.of())
                                    .forEach(column -> of.put(column, value.step()));
                        }
                        return of.size();
                    },
                    "SELECT run, name, " + ValueRow.COLUMNS + " FROM run_value WHERE run IN (" + runs
                            + ") AND name IN (" + numbers + ")",
                    List.of());
        }
        return values;
    }
}
