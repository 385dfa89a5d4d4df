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
 * Looks at how SQLite would carry out the statements of a store as they are run: nothing goes through a whole table, and what asks
 * for one run or one iteration does not go through its model.
 */
final class PlannedStatements implements AutoCloseable {
    private static final Pattern PLANNED = Pattern.compile("(?s)\\s*(SELECT|UPDATE|DELETE|INSERT) .*");
    private static final Pattern WHOLE_TABLE = Pattern.compile("SCAN [a-z_]+( USING .*)?");
    private static final Pattern WHOLE_MODEL = Pattern.compile("SEARCH .* \\((model|experiment)=\\?\\)");
    private static final Pattern OF_ONE = Pattern.compile("(?s).*\\b(run|place|uuid) (=|IS NOT DISTINCT FROM) \\?.*");
    /** What scans no table: the rows of an inner query, and the experiments, of which all are listed. */
    private static final Set<String> SCANNED = Set.of("SCAN few", "SCAN n", "SCAN experiment");

    private final Logger logger = (Logger) LoggerFactory.getLogger(Session.class);
    private final LogCapture capture;

    /** Records from now on. */
    PlannedStatements() {
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        capture = LogCapture.of(Session.class);
    }

    /** Fails for a statement that is carried out otherwise in the tables of this file. */
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
