package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.testing.LogCapture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Records the statements that a store runs, and checks SQLite's query plans: no statement scans a whole table, and a
 * statement for one run or one iteration does not scan its model.
 */
final class PlannedStatements implements AutoCloseable {
    private static final Pattern PLANNED = Pattern.compile("(?s)\\s*(SELECT|UPDATE|DELETE|INSERT) .*");
    private static final Pattern WHOLE_TABLE = Pattern.compile("SCAN [a-z_]+( USING .*)?");
    private static final Pattern WHOLE_MODEL = Pattern.compile("SEARCH .* \\((model|experiment)=\\?\\)");
    private static final Pattern OF_ONE = Pattern.compile("(?s).*\\b(run|place|uuid) (=|IS NOT DISTINCT FROM) \\?.*");
    /** Scans that are allowed: of the rows of an inner query, and of the experiments, which are all listed. */
    private static final Set<String> SCANNED = Set.of("SCAN few", "SCAN n", "SCAN experiment");

    private final Logger logger = (Logger) LoggerFactory.getLogger(Session.class);
    private final LogCapture capture;

    /** Starts to record. */
    PlannedStatements() {
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        capture = LogCapture.of(Session.class);
    }

    /** Fails if the plan of any recorded statement, with the tables of this file, scans more than it should. */
    void require(Path file) throws SQLException {
        Set<String> wrong = new TreeSet<>();
        int planned = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String sql : new TreeSet<>(capture.messages(Level.TRACE))) {
                if (!PLANNED.matcher(sql).matches()) {
                    continue;
                }
                planned++;
                for (String step : plan(connection, sql)) {
                    boolean isScan = WHOLE_TABLE.matcher(step).matches() && !SCANNED.contains(step);
                    boolean isTooMuch = WHOLE_MODEL.matcher(step).matches()
                            && OF_ONE.matcher(sql).matches();
                    if (isScan || isTooMuch) {
                        wrong.add(step + ": " + sql.replaceAll("\\s+", " "));
                    }
                }
            }
        }
        assertThat(planned).as("statements").isGreaterThan(100);
        assertThat(wrong)
                .as("statements that go through more than they ask for")
                .isEmpty();
    }

    private static List<String> plan(Connection connection, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (row.next()) {
                steps.add(row.getString(4));
            }
        }
        return steps;
    }

    @Override
    public void close() {
        capture.close();
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
