package io.github.djltracker.store.find;

import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.alert.AlertRules;
import io.github.djltracker.domain.alert.ParameterRules;
import io.github.djltracker.domain.alert.Standing;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.curve.WaitingSums;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives the alerts of runs from the data in the store, with at most three statements, however many runs there are.
 * For a run that has ended, it reads only loss metrics and metrics of parameters; for other runs, all series, including
 * unpacked points.
 *
 * @param now in milliseconds, by the clock of the store
 */
public record AlertReader(AlertRules rules, long now) {
    /** The facts about a run that were read. */
    private static final class Facts {
        Standing.@Nullable Steps steps;
        final List<Standing.Measured> series = new ArrayList<>();

        void add(String name, String phase, Statistics all) {
            if (name.equals(SeriesIds.ITERATIONS)) {
                steps = new Standing.Steps(
                        all.count,
                        all.lastStep,
                        Instant.ofEpochMilli(all.firstTime),
                        Instant.ofEpochMilli(all.lastTime));
            } else {
                series.add(new Standing.Measured(
                        name, phase, all.lastStep, Instant.ofEpochMilli(all.lastTime), all.last, all.min(), all.max()));
            }
        }
    }

    /** The same runs in the same order, with their alerts; the keys are their rows. */
    public Map<Long, Run> judged(Session session, Map<Long, Run> runs) throws SQLException {
        Map<Long, Facts> facts = facts(session, runs);
        Map<Long, Run> judged = new LinkedHashMap<>();
        runs.forEach((row, run) ->
                judged.put(row, run.alerts(rules.judge(standing(run, facts.getOrDefault(row, new Facts()))))));
        return judged;
    }

    private Standing standing(Run run, Facts facts) {
        return new Standing(
                Instant.ofEpochMilli(now),
                run.seen(),
                run.status() == RunStatus.LOST,
                run.ended(),
                run.losses(),
                facts.steps,
                facts.series);
    }

    private Map<Long, Facts> facts(Session session, Map<Long, Run> runs) throws SQLException {
        Map<Boolean, List<Long>> byEnd = runs.entrySet().stream()
                .collect(Collectors.partitioningBy(
                        run -> run.getValue().ended() != null,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        List<Long> open = byEnd.getOrDefault(false, List.of());
        List<Long> ended = byEnd.getOrDefault(true, List.of());
        Map<Long, Facts> facts = new HashMap<>();
        if (!open.isEmpty()) {
            read(session, "s.run IN (" + text(open) + ")", List.of(), waiting(session, open), facts);
        }
        // for most names, the missing slash is enough to exclude parameters
        Map<Boolean, List<String>> patterns =
                patterns().map(AlertReader::like).collect(Collectors.partitioningBy(one -> one.contains("/")));
        List<String> ofParameters = patterns.getOrDefault(true, List.of());
        List<String> others = patterns.getOrDefault(false, List.of());
        List<String> all = Stream.concat(ofParameters.stream(), others.stream()).toList();
        if (!ended.isEmpty() && !all.isEmpty()) {
            read(
                    session,
                    "s.run IN (" + text(ended) + ") AND s.name <> '' AND (s.name LIKE '%/%' AND (" + likes(ofParameters)
                            + ") OR " + likes(others) + ")",
                    all,
                    new WaitingSums(session),
                    facts);
        }
        return facts;
    }

    /** A condition that a name matches any of the patterns. */
    private static String likes(List<String> patterns) {
        return patterns.isEmpty()
                ? "1 = 0"
                : patterns.stream()
                        .map(any -> "lower(s.name) LIKE ? ESCAPE '!'")
                        .collect(Collectors.joining(" OR "));
    }

    /** Patterns for the names of series that matter for the alerts of a run that has ended. */
    private Stream<String> patterns() {
        Stream<String> losses =
                rules.kinds().contains(AlertKind.DIVERGED) ? rules.metrics().patterns().stream() : Stream.of();
        Stream<String> parameters = Collections.disjoint(rules.kinds(), ParameterRules.KINDS)
                ? Stream.of()
                : ParameterRules.metrics().patterns().stream();
        return Stream.concat(losses, parameters);
    }

    private static void read(
            Session session, String where, List<String> arguments, WaitingSums waiting, Map<Long, Facts> facts)
            throws SQLException {
        session.listOnce(
                row -> {
                    long run = row.getLong(1);
                    Statistics all = Statistics.read(row.getBytes(5));
                    Statistics more = waiting.of(run, row.getLong(2));
                    if (more != null) {
                        all.add(more);
                    }
                    if (all.count > 0) {
                        facts.computeIfAbsent(run, key -> new Facts()).add(row.getString(3), row.getString(4), all);
                    }
                    return run;
                },
                "SELECT s.run, s.id, s.name, s.phase, s.statistics FROM series s WHERE " + where
                        + " ORDER BY s.run, s.name, s.phase",
                arguments);
    }

    /** Reads the points that are not packed yet. */
    private static WaitingSums waiting(Session session, List<Long> runs) throws SQLException {
        WaitingSums waiting = new WaitingSums(session);
        session.listOnce(
                row -> {
                    waiting.add(row);
                    return true;
                },
                "SELECT s.run, e.sequence, e.body FROM run_state s"
                        + " JOIN entry e ON e.run = s.run AND e.sequence >= s.packed"
                        + " WHERE s.run IN (" + text(runs) + ") AND s.waiting > 0 ORDER BY s.run, e.sequence",
                List.of());
        return waiting;
    }

    private static String text(Collection<Long> rows) {
        return rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /**
     * An SQL pattern that matches at least the same names. Letters beyond ASCII become wildcards, because databases
     * differ in how they convert them to lower case.
     */
    private static String like(String pattern) {
        StringBuilder like = new StringBuilder();
        pattern.chars().forEach(c -> {
            if (c == '*' || c > '~') {
                like.append('%');
            } else if (c == '%' || c == '_' || c == '!') {
                like.append('!').append((char) c);
            } else {
                like.append((char) c);
            }
        });
        return like.toString();
    }
}
