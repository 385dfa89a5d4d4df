package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.djltracker.store.database.SpreadTables;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.testing.LogCapture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;

/** Records the statements that a store runs. Each must need only one shard, except those that are listed here. */
final class SpreadStatements implements AutoCloseable {
    /** Parts of the statements that may ask all shards, and why they do. */
    private static final Map<String, String> ALL_SHARDS = Map.ofEntries(
            Map.entry("JOIN run_state s ON s.run = r.id WHERE r.model = ?", "a model's runs are on many shards"),
            Map.entry("LEFT JOIN stretch b ON b.run = s.run AND b.sequence = 1", "a page of a model, of all its runs"),
            Map.entry("FROM model m JOIN ", "a page of models or experiments"),
            Map.entry("FROM run r CROSS JOIN run_state s", "a search, in all runs of an experiment"),
            Map.entry("FROM run_value t CROSS JOIN run_state s", "a search by the value that few have"),
            Map.entry("FROM run_value v CROSS JOIN run_state s", "a search in the order of a value"),
            Map.entry("SELECT v.number, v.run FROM run_value v", "up to which value the first runs in its order are"),
            Map.entry("FROM (SELECT 1 FROM run_value t WHERE", "how many have a value"),
            Map.entry("FROM (SELECT name FROM run_value WHERE name =", "whether any run has a value of this name"),
            Map.entry("FROM stale_run s CROSS JOIN run r", "which runs of an experiment changed since the last search"),
            Map.entry(
                    "FROM run_state s JOIN run r ON r.id = s.run JOIN experiment e",
                    "which runs were heard of, for alerts"));

    /** How statements of the tests themselves begin. */
    private static final Set<String> OF_TESTS = Set.of("SELECT count(*) FROM");

    private final Logger logger = (Logger) LoggerFactory.getLogger(Session.class);
    private final LogCapture capture;

    /** Starts to record. */
    SpreadStatements() {
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        capture = LogCapture.of(Session.class);
    }

    /** Fails if any recorded statement needs more than one shard and is not listed. */
    void require() {
        Set<String> wrong = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (String sql : capture.messages(Level.TRACE)) {
            all.addAll(List.of(sql.split(" UNION ALL ", -1)));
        }
        for (String sql : all) {
            SpreadStatement.Reach reach = new SpreadStatement(sql, SpreadTables.keys()).reach();
            if (reach == SpreadStatement.Reach.ACROSS_KEYS) {
                wrong.add("across keys: " + sql);
            } else if (reach == SpreadStatement.Reach.ALL_SHARDS && !isListed(sql)) {
                wrong.add("without a key: " + sql);
            }
        }
        assertThat(all).as("statements").isNotEmpty();
        assertThat(wrong).as("statements that are not for one shard").isEmpty();
    }

    private static boolean isListed(String sql) {
        String oneLine = sql.replaceAll("\\s+", " ");
        return ALL_SHARDS.keySet().stream().anyMatch(oneLine::contains)
                || OF_TESTS.stream().anyMatch(oneLine::startsWith);
    }

    @Override
    public void close() {
        capture.close();
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
